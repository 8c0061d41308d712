/** Borrowed words and names of peoples that the press writes in one piece, as far as they might be taken for slips. */
export const loans: ReadonlySet<string> = new Set(
  `karaôkê xăng ôtô môtô vắcxin oxy ôxy cácbon axít prôtêin phốtpho crôm brôm clo lôgic lôgích balô canô pôpơlin măngsét maket sôcôla nilông pôlyme
   êđê xtiêng chơro rơmăm giarai xơđăng hrê đăk đắk lắk krông klông bahnar raglai cơho churu mnông hmông kơho bru sê
   câybi nguýt ôlympic ôlimpic hắcín ăngten ăngghen lênin mácxít găngxtơ bê-tông bêtông cátsê catsê sêri xêri xêsi video radio logo
   the and for you are was not have this that with from they she his her one two our out has had but all can who get
   online show tour game fan hot gym rock pop rap jazz ballet disco laser robot camera menu gas kg km cm mm ml ha`
    .split(/\s+/)
    .map((word) => word.normalize('NFC')),
)

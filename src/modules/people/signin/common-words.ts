/**
 * What everybody tries first, here and elsewhere, folded to bare letters. A password is common when nothing but digits, signs and repetition
 * is left around one of these. Keep it short: it stops the first hundred guesses, the counters stop the rest.
 */
export const commonWords: ReadonlySet<string> = new Set(
  `matkhau matkhaumoi matkhaucuatoi matkhaubimat khongbiet khongnhomatkhau quenmatkhau bimat dangnhap taikhoan nguoidung quantri quantrivien
  quantrihethong toasoan banbientap bientapvien congtacvien thuky lanhdao ketoan hoaban hoabantrang cong congthongtin congthongtindientu trangthongtin
  vanhoa sovanhoa vhttdl svhttdl thuvien dulich thethao vietnam vietnamvodich toiyeuvietnam yeuvietnam vietnamtoiyeu dienbien dienbienphu
  muongthanh hanoi saigon sonla laichau laocai taybac hochiminh bacho donglao anhyeuem emyeuanh yeuem yeuanh yeuemnhieu anhnhoem nhoem mailaanhem
  tinhyeu giadinh hanhphuc concuame bome chame conyeu vochong yeuvo yeuchong minhyeu minhanh thanhcong mayman phatloc phattai
  iloveyou ilovevietnam loveyou love password passwords passw passwd mypassword letmein welcome admin administrator root user guest test tester testing demo
  changeme changeit secret master default login hello monkey dragon sunshine princess football baseball superman batman shadow michael pokemon
  qwerty qwertyuiop qwertyui qwertyuiopasdfghjkl asdfghjkl asdfgh asdf zxcvbnm zxcvbn qazwsx qazwsxedc qwer qwerasdf qweasdzxc azerty
  abc abcd abcde abcdef abcdefgh abcxyz aa xyz`.split(/\s+/),
)

/**
 * Every address of the house, under the ability it asks for and the hosts it answers on. Written by hand and compared with the built
 * server: a route that is new, gone, or open to others than before makes a test fail, and a person decides.
 */
export const doors = `
[public newsroom]
GET+POST /dang-nhap
GET+POST /dang-nhap/hai-buoc
GET+POST /dang-nhap/ma
GET+POST /dang-nhap/mat-khau
POST /dang-xuat
GET+POST /toa-soan/duyet-bai/:token
[public portal]
GET /
GET /*
GET /:section
GET /:section/:item
GET /:section/atom.xml
GET /:section/feed.json
GET /:section/rss.xml
GET /_chu-de/:file
GET+POST /_dem
GET /_mau
GET /atom.xml
GET /dinh-chinh
GET /feed.json
GET /robots.txt
GET /rss.xml
GET /sitemap.xml
GET /so-do
GET /tac-gia/:author
GET /the/:tag
GET /thu-vien-anh
GET /tim-kiem
GET /video
[public both]
GET /_giao-dien
GET /healthz
GET /metrics
GET /readyz
GET /tep/*
[signedIn newsroom]
GET /toa-soan
[mine newsroom]
GET+POST+PUT+PATCH+DELETE /toa-soan/*
GET+POST /tai-khoan
POST /tai-khoan/but-danh
POST /tai-khoan/but-danh/:id/bo
POST /tai-khoan/ma-moi
POST /tai-khoan/mat-khau
POST /tai-khoan/phien/:id/thoat
POST /tai-khoan/phien/thoat-het
POST /tai-khoan/tat-hai-buoc
POST /toa-soan/uy-quyen/:id/thu-hoi
[articles.read newsroom]
GET /toa-soan/bai-viet
GET /toa-soan/bai-viet/:id
POST /toa-soan/bai-viet/:id/co-mat
GET /toa-soan/bai-viet/:id/lich-su
GET /toa-soan/bai-viet/:id/lich-su/:number
GET /toa-soan/bai-viet/:id/xem-truoc
GET /toa-soan/bai-viet/:id/xem-truoc/khung
GET /toa-soan/viec-cua-toi
[articles.write newsroom]
POST /toa-soan/bai-viet/:id/anh-dai-dien
POST /toa-soan/bai-viet/:id/bo-ban-sua
POST /toa-soan/bai-viet/:id/co-mat/lay-quyen
POST /toa-soan/bai-viet/:id/gui-duyet
GET+POST /toa-soan/bai-viet/:id/cong-bo
POST /toa-soan/bai-viet/:id/lich-su/:number/lay-lai
PUT /toa-soan/bai-viet/:id/luu
POST /toa-soan/bai-viet/:id/luu/ban-sao
POST /toa-soan/bai-viet/:id/luu/phan-loai
POST /toa-soan/bai-viet/:id/luu/phien-ban
POST /toa-soan/bai-viet/:id/luu/so-sanh
POST /toa-soan/bai-viet/:id/rut-lai
POST /toa-soan/bai-viet/:id/sua-bai
POST /toa-soan/bai-viet/:id/tac-gia
GET+POST /toa-soan/bai-viet/:id/thong-tin
GET /toa-soan/bai-viet/:id/viet
GET /toa-soan/bai-viet/:id/viet/kiem-tra
GET /toa-soan/bai-viet/:id/viet/lich-su
GET /toa-soan/bai-viet/:id/viet/thong-tin
GET+POST /toa-soan/bai-viet/moi
GET+POST /toa-soan/bai-viet/:id/ban-word
GET+POST /toa-soan/ban-word
GET+POST /toa-soan/ban-word/:id
POST /toa-soan/ban-word/:id/anh
GET /toa-soan/ban-word/:id/anh/:number
POST /toa-soan/ban-word/:id/bo
[articles.review newsroom]
POST /toa-soan/bai-viet/:id/chuyen-duyet
GET+POST /toa-soan/bai-viet/:id/tra-lai
GET+POST /toa-soan/bai-viet/:id/xuat-ban/:publication/dang-lai
GET+POST /toa-soan/bai-viet/:id/xuat-ban/:publication/dang-ngay
GET+POST /toa-soan/bai-viet/:id/xuat-ban/:publication/doi-gio
GET+POST /toa-soan/bai-viet/:id/xuat-ban/:publication/go-bai
GET /toa-soan/duyet
GET+POST /toa-soan/bai-viet/:id/xin-duyet
POST /toa-soan/bai-viet/:id/xin-duyet/:link/thu-hoi
[articles.feature newsroom]
GET+POST /toa-soan/bai-viet/:id/xuat-ban/:publication/ghim
GET+POST /toa-soan/bai-viet/:id/xuat-ban/:publication/han
[articles.bundle newsroom]
GET /toa-soan/bo-bai
GET+POST /toa-soan/bo-bai/moi
GET /toa-soan/bo-bai/:bundle
GET+POST /toa-soan/bo-bai/:bundle/sua
POST /toa-soan/bo-bai/:bundle/them
POST /toa-soan/bo-bai/:bundle/bo
GET+POST /toa-soan/bo-bai/:bundle/dang
GET+POST /toa-soan/bo-bai/:bundle/giai-tan
GET /toa-soan/bo-bai/:bundle/xem-truoc
GET /toa-soan/bo-bai/:bundle/xem-truoc/khung
[articles.share newsroom]
GET /toa-soan/chia-se
POST /toa-soan/chia-se/cua/:site
GET+POST /toa-soan/chia-se/:share
GET+POST /toa-soan/chia-se/:share/tieu-de
POST /toa-soan/chia-se/:share/rut
POST /toa-soan/chia-se/:share/thoi
GET+POST /toa-soan/bai-viet/:id/chia-se
POST /toa-soan/bai-viet/:id/chia-se/thu-hoi
GET+POST /toa-soan/bai-viet/:id/xin-dung
[articles.approve newsroom]
GET+POST /toa-soan/bai-viet/:id/duyet
[media.read newsroom]
GET /toa-soan/tu-lieu
GET /toa-soan/tu-lieu.json
GET+POST /toa-soan/tu-lieu/:id
POST /toa-soan/tu-lieu/:id/an
POST /toa-soan/tu-lieu/:id/anh-bia
POST /toa-soan/tu-lieu/:id/hien
POST /toa-soan/tu-lieu/:id/tieu-diem
[media.upload newsroom]
POST /toa-soan/tu-lieu
[people.lend newsroom]
GET+POST /toa-soan/uy-quyen
[people.authors newsroom]
GET /toa-soan/tac-gia
GET+POST /toa-soan/tac-gia/:id
POST /toa-soan/tac-gia/:id/but-danh
POST /toa-soan/tac-gia/:id/but-danh/:pen/bo
GET+POST /toa-soan/tac-gia/them
[people.administer newsroom]
GET /toa-soan/nguoi-dung
GET+POST /toa-soan/nguoi-dung/:id
POST /toa-soan/nguoi-dung/:id/hai-buoc
GET+POST /toa-soan/nguoi-dung/:id/khoa
POST /toa-soan/nguoi-dung/:id/mat-khau
POST /toa-soan/nguoi-dung/:id/mo
POST /toa-soan/nguoi-dung/:id/vai-tro
GET+POST /toa-soan/nguoi-dung/:id/vai-tro/:grant/thu-hoi
GET /toa-soan/nguoi-dung/hai-buoc
GET+POST /toa-soan/nguoi-dung/hai-buoc/luu
GET+POST /toa-soan/nguoi-dung/them
[rules.read newsroom]
GET /toa-soan/quy-dinh
GET /toa-soan/quy-dinh/:id
[rules.confirm newsroom]
POST /toa-soan/quy-dinh/:id/thay
POST /toa-soan/quy-dinh/:id/xac-nhan
GET+POST /toa-soan/quy-dinh/them
[sites.keep newsroom]
GET /toa-soan/trang
GET+POST /toa-soan/trang/:id
GET /toa-soan/trang/:id/chuyen-muc
GET+POST /toa-soan/trang/:id/chuyen-muc/:section
POST /toa-soan/trang/:id/chuyen-muc/:section/an
POST /toa-soan/trang/:id/chuyen-muc/:section/hien
POST /toa-soan/trang/:id/chuyen-muc/:section/len
GET+POST /toa-soan/trang/:id/chuyen-muc/:section/xoa
POST /toa-soan/trang/:id/chuyen-muc/:section/xuong
GET+POST /toa-soan/trang/:id/chuyen-muc/them
GET+POST /toa-soan/trang/:id/giao-dien
GET /toa-soan/trang/:id/menu
GET+POST /toa-soan/trang/:id/menu/:entry
POST /toa-soan/trang/:id/menu/:entry/len
POST /toa-soan/trang/:id/menu/:entry/xoa
POST /toa-soan/trang/:id/menu/:entry/xuong
GET+POST /toa-soan/trang/:id/menu/them
GET+POST /toa-soan/trang/:id/trang-chu
GET+POST /toa-soan/trang/:id/trang-chu/:block
POST /toa-soan/trang/:id/trang-chu/:block/an
POST /toa-soan/trang/:id/trang-chu/:block/hien
POST /toa-soan/trang/:id/trang-chu/:block/len
POST /toa-soan/trang/:id/trang-chu/:block/xoa
POST /toa-soan/trang/:id/trang-chu/:block/xuong
[sites.network newsroom]
GET+POST /toa-soan/trang/:id/ten-mien
GET+POST /toa-soan/trang/:id/ten-mien/bo
POST /toa-soan/trang/:id/ten-mien/chinh
GET+POST /toa-soan/trang/them
[upkeep.examine newsroom]
GET /toa-soan/nhat-ky
GET+POST /toa-soan/suc-khoe
GET /toa-soan/suc-khoe/bao-cao.txt
[upkeep.records newsroom]
GET /toa-soan/truy-cap
[imports.move newsroom]
GET+POST /toa-soan/chuyen-du-lieu
GET /toa-soan/chuyen-du-lieu/:id
GET /toa-soan/chuyen-du-lieu/:id/bao-cao.csv
POST /toa-soan/chuyen-du-lieu/:id/bat-dau
POST /toa-soan/chuyen-du-lieu/:id/dung
POST /toa-soan/chuyen-du-lieu/:id/lay-lai-anh
`

export type Door = { method: string; url: string; access: string; face: string }

/** The table as rows, one per method and address. */
export const rows: readonly Door[] = doors
  .trim()
  .split('[')
  .filter(Boolean)
  .flatMap((group) => {
    const [head = '', ...lines] = group.trim().split('\n')
    const [access = '', face = ''] = head.replace(']', '').split(' ')
    return lines.flatMap((line) => {
      const [methods = '', url = ''] = line.split(' ')
      return methods.split('+').map((method) => ({ method, url, access, face }))
    })
  })

-- The search terms that are installed with the service. Officers add to them, change and withdraw them through the API.
-- A line that begins with blanks continues the one before it.

CREATE FUNCTION pg_temp.unwrapped(given text) RETURNS SETOF text LANGUAGE sql AS $$
    SELECT line FROM regexp_split_to_table(regexp_replace(given, E'\n\\s+', ' ', 'g'), E'\n') AS line WHERE line <> ''
$$;

-- Searched as typed, although shorter terms are part of them.
INSERT INTO search_term (term, context, kind, meaning, words)
SELECT btrim(term), '', 'kept', NULL, search_words_of_term(btrim(term)) FROM pg_temp.unwrapped($$
trẻ em; căn cước; cổ phần; cổ phiếu; chi nhánh; chi phí; chi trả; anh hùng; hợp tác xã; hộ kinh doanh; cấp xã; cấp
    tỉnh; cấp bộ; nhà ở xã hội; bảo hiểm xã hội; nhà ở; mục đích; di chúc; có công; có yếu tố nước ngoài; không quốc
    tịch; không khí; hàng không; vùng cấm; cư trú; nơi cư trú; thông tin; đi lại; người nước ngoài; người khuyết tật;
    người cao tuổi; người có công; làm việc; giấy phép lao động; việc làm; chứng minh nhân dân; người lao động; ly
    hôn; có điều kiện; đủ điều kiện; bảo tồn; đường bộ; đường sắt; đường thủy; nhà ở riêng lẻ; nhà nước; nhà đầu tư;
    nhà thầu; nhà chung cư; khai tử; khai sinh; đăng ký lại; cấp lại; dự án; dự thi; hành nghề; khuyến nông; làng
    nghề; an toàn; thế chấp; xã hội; nông thôn; đô thị; tổ hòa giải; tổ hợp tác; tổ trưởng; tổ chức; người lái; bản
    sao; bản chính; bản đồ; tại chỗ; ra nước ngoài; ở nước ngoài; trong nước; chủ tịch xã; cán bộ xã; nhà giáo; nhà
    trường; tạm dừng; học phí; công an; ô tô; đất ở; quan trắc; thời hạn sử dụng; thời gian lưu hành; kéo dài thời
    hạn; lệ phí trước bạ; hồ sơ gốc; tờ khai hải quan; điều kiện về an ninh; tư vấn pháp luật; hồ sơ vụ án; xuất cảnh;
    nhập cảnh; đường ống; sân bay; sàn giao dịch; hàng hải; chứng thực
$$) AS line, regexp_split_to_table(line, ';') AS term;

-- Asking, politeness, fillers, days and hours, provinces. # stands for any number.
INSERT INTO search_term (term, context, kind, meaning, words)
SELECT btrim(term), '', 'ignored', NULL, search_words_of_term(btrim(term)) FROM pg_temp.unwrapped($$
cần gì; cần những gì; cần giấy tờ gì; cần giấy tờ nào; cần giấy gì; cần giấy tờ; cần mang gì; cần mang theo gì; mang
    theo gì; mang theo những gì; mang gì; cần chuẩn bị gì; chuẩn bị những gì; chuẩn bị gì; gồm những gì; gồm gì; bao
    gồm những gì; có những gì; gồm những giấy tờ gì; như thế nào; thế nào; làm sao; ra sao; thì sao; sao; bao lâu; mất
    bao lâu; bao lâu thì xong; bao lâu có; mất mấy ngày; trong bao lâu; khi nào xong; khi nào có; bao nhiêu; bao nhiêu
    tiền; hết bao nhiêu; hết bao nhiêu tiền; mất bao nhiêu; mất bao nhiêu tiền; giá bao nhiêu; lệ phí bao nhiêu; phí
    bao nhiêu; tốn bao nhiêu; bao tiền; mấy ngày; mấy hôm; mấy tháng; mấy tiền; ở đâu; tại đâu; nộp ở đâu; nộp hồ sơ ở
    đâu; đến đâu; đi đâu; ra đâu; lên đâu; chỗ nào; ở chỗ nào; nơi nào; cơ quan nào; khi nào; bao giờ; lúc nào; phải
    làm gì; làm gì; phải làm thế nào; phải làm sao; làm thế nào; làm như thế nào; được không; có được không; được ko;
    có cần không; có phải; có làm không; có làm được không; phải không; đúng không; hay không; hay chưa; chưa ạ; không
    ạ; không vậy
tôi; tôi muốn; tôi cần; tôi muốn hỏi; tôi xin hỏi; mình; mình muốn; mình cần; em; em muốn; em cần; em muốn hỏi; em xin
    hỏi; cháu muốn; cháu cần; cháu muốn hỏi; con muốn hỏi; cho con hỏi; cho cháu hỏi; chúng tôi; chúng em; tụi em; tụi
    mình; nhà mình; nhà em; nhà tôi; nhà cháu; bên em; bên mình; bên tôi; của tôi; của em; của mình; người ta; anh;
    chị; anh chị; các anh chị; quý anh chị; cô chú; các bác; bác nào; ai biết; bạn; bạn ơi; các bạn; mọi người; mọi
    người ơi; anh ơi; chị ơi; ad; ad ơi; admin; ad trả lời; cán bộ; cán bộ ơi; quý cơ quan; quý vị; quý cấp; ơi; alo
cho tôi hỏi; cho em hỏi; cho mình hỏi; cho hỏi; cho tôi biết; cho em biết; cho biết; xin hỏi; xin được hỏi; xin phép
    hỏi; xin phép được hỏi; xin phép; hỏi chút; hỏi tí; hỏi; hỏi về; muốn hỏi; muốn biết; muốn; thắc mắc; câu hỏi;
    giải đáp; trả lời; phản hồi; hướng dẫn; hướng dẫn giúp; được hướng dẫn; đề nghị được hướng dẫn; nhờ hướng dẫn; xin
    hướng dẫn; chỉ giúp; chỉ em; chỉ tôi; chỉ dùm; chỉ giùm; giúp; giúp em; giúp tôi; giúp mình; giúp với; giúp đỡ;
    giùm; dùm; nhờ; tư vấn giúp; xin tư vấn; tư vấn cho tôi; tư vấn cho em; kính nhờ; kính gửi; kính thưa; kính chào;
    thưa; thưa anh; thưa chị; thưa ông; thưa bà; dạ; dạ thưa; vâng; xin chào; em chào; chào anh; chào chị; xin; xin
    cảm ơn; em cảm ơn; tôi cảm ơn; cảm ơn; cám ơn; cảm ơn nhiều; cảm ơn trước; cảm ơn ạ; trân trọng; trân trọng cảm
    ơn; mong; mong được; mong trả lời; rất mong; làm ơn; ạ; nhé; nha; nhá; nhỉ; nhen; hen; hả; à; ừ; ok; oke; vậy; vậy
    ạ; với ạ; với; vầy; đó; này; kia; ấy; đấy; trường hợp của tôi; trường hợp tôi; trường hợp của em; trường hợp này;
    sớm; gấp; cần gấp; nhanh nhất; càng sớm càng tốt
gì; nào; đâu; ai; mấy; thì; là; là gì; mà; rồi; nữa; luôn; đã; đang; sẽ; vừa; vừa mới; mới đây; hiện đang; hiện nay;
    hiện tại; bây giờ; giờ; nay; lúc này; sắp; sắp tới; sắp đi; cũng; vẫn; thật; rất; lắm; hơi; cứ; lại thế nào; làm
    lại thế nào; thì làm lại thế nào; nếu; nếu như; tại vì; bởi vì; tuy nhiên; nhưng; hay; hoặc; cần; cần phải; phải;
    phải đi; nên; có thể; có; không; chưa; được; đi; cách; cách làm; cách thức; thủ tục; làm thủ tục; các thủ tục; quy
    trình; trình tự; các bước; hồ sơ; bộ hồ sơ; làm hồ sơ; nộp hồ sơ; giấy tờ gì; giấy tờ; những giấy tờ; điều kiện
    gì; mẫu đơn; đơn xin; thời hạn bao lâu; thời gian bao lâu; bao nhiêu ngày; đăng ký ở đâu; làm ở đâu; đi làm; làm;
    để làm; đặt lịch; đặt lịch trước; hẹn lịch; giờ làm việc; lịch làm việc; mở cửa; có mở cửa không; địa chỉ nào; ở
    nhà; tại nhà; online; onl; qua mạng; trên mạng; trên điện thoại; đi xa; ở xa; người dân; tôi là; em là; người ở;
    quê ở; quê; sinh sống; sinh sống tại; sống ở; sống tại; đang sống; đang ở; lên phường; lên xã; ra phường; ra xã;
    lên ubnd xã; trung tâm hành chính công; trung tâm phục vụ hành chính công; một cửa; bộ phận một cửa; cán bộ một
    cửa; dịch vụ công; nó; họ; bọn; ông ấy; bà ấy; anh ấy; chị ấy; cái; chiếc; những; các; một số; việc; chuyện; vấn
    đề; trong đó; cho tôi; cho em; cho mình; cho cháu; của; thì phải; mới được; xong; dưới quê; quê nhà; lần này; lần
    đó
chiều; buổi sáng; buổi chiều; hôm nay; hôm qua; hôm trước; hôm kia; ngày mai; ngày kia; tuần này; tuần sau; tuần
    trước; tháng này; tháng sau; tháng trước; năm nay; năm sau; năm ngoái; năm trước; đầu năm; cuối năm; đầu tháng;
    cuối tháng; cuối tuần; thứ bảy; thứ hai; thứ ba; thứ tư; thứ năm; thứ sáu; chủ nhật; thứ #; ngày # # #; ngày #
    tháng # năm #; ngày # tháng #; ngày # #; năm #; tháng # năm #; tháng # #; # giờ; lúc # giờ; # tuổi ở; số điện
    thoại; sđt; sđt #; điện thoại #
hà nội; hồ chí minh; thành phố hồ chí minh; sài gòn; đà nẵng; hải phòng; cần thơ; huế; thừa thiên huế; an giang; bà
    rịa vũng tàu; bà rịa; vũng tàu; bắc giang; bắc kạn; bạc liêu; bắc ninh; bến tre; bình định; bình dương; bình
    phước; bình thuận; cà mau; cao bằng; đắk lắk; đăk lăk; đắk nông; điện biên; đồng nai; đồng tháp; gia lai; hà
    giang; hà nam; hà tĩnh; hải dương; hậu giang; hòa bình; hưng yên; khánh hòa; kiên giang; kon tum; lai châu; lâm
    đồng; lạng sơn; lào cai; long an; nam định; nghệ an; ninh bình; ninh thuận; phú thọ; phú yên; quảng bình; quảng
    nam; quảng ngãi; quảng ninh; quảng trị; sóc trăng; sơn la; tây ninh; thái bình; thái nguyên; thanh hóa; tiền
    giang; trà vinh; tuyên quang; vĩnh long; vĩnh phúc; yên bái; nha trang; đà lạt; biên hòa; thủ đức; buôn ma thuột;
    hạ long; miền bắc; miền nam; miền trung; tây nguyên
$$) AS line, regexp_split_to_table(line, ';') AS term;

-- Kinds of places: the name that follows is passed over too.
INSERT INTO search_term (term, context, kind, meaning, words)
SELECT btrim(term), '', 'place', NULL, search_words_of_term(btrim(term)) FROM pg_temp.unwrapped($$
ở; tại; xã; phường; tỉnh; huyện; quận; thôn; xóm; ấp; tổ; khu phố; tổ dân phố; tp; thị trấn; thị xã; thành phố; đường;
    phố; bản; buôn; ở xã; ở phường; ở tỉnh; ở huyện; ở quận; ở thôn; ở xóm; ở ấp; ở tp; ở thành phố; ở thị trấn; ở thị
    xã; tại xã; tại phường; tại tỉnh; tại huyện; tại quận; tại thôn; tại tp; tại thành phố; tại thị trấn; tại thị xã;
    thuộc xã; thuộc phường; thuộc tỉnh; thuộc huyện; thuộc thành phố; trên địa bàn; trên địa bàn xã; trên địa bàn
    phường; trên địa bàn tỉnh; trên địa bàn huyện; ủy ban nhân dân xã; ủy ban nhân dân phường; ủy ban nhân dân huyện;
    ủy ban nhân dân tỉnh; ubnd xã; ubnd phường; ubnd huyện; ubnd tỉnh; công an xã; công an phường; công an huyện; công
    an tỉnh; cơ quan thuế tỉnh; người dân xã; người dân phường; trung tâm hành chính công tỉnh; trung tâm phục vụ hành
    chính công tỉnh; cư trú tại
$$) AS line, regexp_split_to_table(line, ';') AS term;

-- What abbreviations and spellings of messages stand for.
INSERT INTO search_term (term, context, kind, meaning, words)
SELECT btrim(term), '', 'abbreviation', split_part(line, ':', 1), search_words_of_term(btrim(term))
FROM pg_temp.unwrapped($$
không: ko; k; kg; khg; hok; hông; kô; hổng
được: đc; đk được; dc; đươc
gì: j; gi; rì
vậy: z; v; zậy; dzậy; zay
rồi: r; rùi
làm: lm; lèm
cũng: cx; cg; cug
mình: mk; mik; mìk; mjk
tôi: tui; tớ
em: e; iem
anh: ank
chị: chj; cj
anh chị: ac; a c
bạn: bn ơi
mọi người: mn; mng; mọi ng
bao nhiêu: bn; bnh; bnhiu; bnhiêu; bnhieu; bao nhiu; bnh tiền
như thế nào: ntn; nthn; như nào; nhu nao; ntnao
thế nào: tnao; thế nèo
sao: s; seo; sa0
với: vs; vz; zới; vớj
cho: cko; chô
muốn: mún; mốn; mứn
phải: fải; phãi; pải
biết: bít; bik; bjt; bit
bây giờ: bjo; bây h; bâyh; bgio
giờ: gjờ
hôm nay: hnay; hn nay; hum nay
hôm qua: hqua; hum qua
chồng: ck; chồg
vợ: vk; zợ; vợi
trong: trog; trg; tr0ng
người: ng; ngừi; ngta
nước ngoài: nn; nc ngoài; nước ngòai; nuoc ng
nước: nc
gia đình: gđ; gđình; g đình; gia đỳnh
nhiều: nhìu; nhiu; nh
trước: trc; trk; trướk
sinh con: sin con
đi: đj
mất: mứt; mứk
hết: hít
đăng ký: đk; dk; đky; dky; đki; dki; đkí; dkí; đăng kí; đkis; đangky; đăngký; dangky; dang ki; đăg ký; đkg
công ty: cty; cti; ct; c ty; công tỉ; cong ti; côg ty
doanh nghiệp: dn; dnghiep; dnghiệp; d nghiệp
hộ kinh doanh: hkd; hộ kd
kinh doanh: kd; k doanh
đăng ký kinh doanh: đkkd; dkkd
đăng ký doanh nghiệp: đkdn; dkdn
giấy chứng nhận đăng ký doanh nghiệp: gcnđkdn; gcndkdn; gcn đkdn
giấy chứng nhận đăng ký hộ kinh doanh: gcnđkhkd; gcn đkhkd
giấy phép kinh doanh: gpkd
trách nhiệm hữu hạn: tnhh
một thành viên: mtv; 1tv; một tv; 1 thành viên; 1 tv
hai thành viên: 2tv; 2 tv; 2 thành viên; hai tv
cổ phần: cp; cổ fần; c phần; cfan
văn phòng đại diện: vpđd; vpdd
chi nhánh: cnhanh; chnh; chi nhanh
hợp tác xã: htx
giải thể: gthể; gt; giải thẻ; gthe
hộ khẩu: hk; hkhau; hkhẩu; hộ khau
hộ khẩu thường trú: hktt
thường trú: ttrú; ttru; thườg trú; thg trú
tạm trú: tmtrú; tam tru; ttr
khai sinh: ks; ksinh; k sinh
giấy khai sinh: gks; giấy ks; giay ks
đăng ký khai sinh: đkks; dkks
khai tử: kt; ktử
đăng ký khai tử: đkkt; dkkt
giấy chứng tử: gct
giấy chứng sinh: gcs
kết hôn: kh; khôn; kết hun; ket hon
đăng ký kết hôn: đkkh; dkkh; đkkhôn
tình trạng hôn nhân: tthn
xác nhận tình trạng hôn nhân: xntthn; xn tthn; xntt hôn nhân
xác nhận: xn; xnhan; xnhận; xđ nhận
hộ tịch: htich
căn cước công dân: cccd; ccd; thẻ cccd; căn cước cd; cancuoc
căn cước: cc; căn cuoc
căn cước công dân: cmnd; cmt; cmtnd; cmtnn; chứng minh nd; chứng minh
bằng lái xe: blx; bang lai xe; b lái xe; blaixe
bằng lái: bl; b lái
giấy phép lái xe: gplx; gp lái xe
xe máy: xm; xe may; xmay
ô tô: oto; ôto; ôtô; otô; xe hơi; xế hộp; xe con
biển số xe: bsx; biển số; bien so; bks; bs xe; biển kiểm soát
đăng ký xe: đkx; dkx; đk xe; dk xe; cà vẹt; cavet; cà vẹt xe; cavet xe; đăng kí xe
bảo hiểm xã hội: bhxh; bảo hiểm xh; bh xã hội; bh xh
bảo hiểm y tế: bhyt; bảo hiểm yt; bh y tế; bh yt
bảo hiểm thất nghiệp: bhtn; bh thất nghiệp
tai nạn lao động: tnlđ; tnld; tai nạn lđ
bệnh nghề nghiệp: bnn; bệnh nn
bảo hiểm tai nạn lao động: bhtnlđ; bhtnld; bh tai nạn lao động
khám bệnh chữa bệnh: kbcb
khám chữa bệnh: kcb
dưỡng sức phục hồi sức khỏe: dsphsk; dưỡng sức
thai sản: ts; thai sãn
ốm đau: ốđ
lý lịch tư pháp: lltp; llttp; lltpháp; llịch tư pháp; lí lịch tư pháp
mã số thuế: mst; ms thuế
thu nhập cá nhân: tncn; tn cá nhân
thu nhập doanh nghiệp: tndn
giá trị gia tăng: gtgt
tiêu thụ đặc biệt: ttđb; ttdb
người nộp thuế: nnt
quyết toán: qt; qtoan; qtoán
hóa đơn điện tử: hđđt; hddt; hóa đơn đt
ngân sách nhà nước: nsnn
lệ phí trước bạ: lptb
giấy chứng nhận: gcn; giấy cn
quyền sử dụng đất: qsdđ; qsdd; qsd đất; qsd; quyền sdđ; quyền sd đất
giấy chứng nhận quyền sử dụng đất: gcnqsdđ; gcnqsdd; gcn qsdđ; gcnqsd; bìa đỏ; bìa hồng
mục đích sử dụng đất: mđsdđ; mdsdd; mđsd đất; mục đích sdđ; mđsd
chuyển mục đích sử dụng đất: cmđsdđ; cmđ; chuyển mđ; chuyển mđsdđ; cmdsdd
đăng ký đất đai: đkđđ; dkdd
đăng ký biến động: đkbđ; dkbd; biến động
sử dụng đất: sdđ; sdd
giải phóng mặt bằng: gpmb
tái định cư: tđc; tdc
giấy phép xây dựng: gpxd; gp xây dựng; gp xd; phép xây dựng; giấy phép xd
xây dựng: xd; xây dựg
nhà ở xã hội: noxh; oxh; nhà oxh; nhà ở xh; nhà xã hội; nhà xh
giấy phép: gp; g phép
giấy phép môi trường: gpmt; gp môi trường
đánh giá tác động môi trường: đtm; dtm; báo cáo đtm
bảo vệ môi trường: bvmt
bảo vệ thực vật: bvtv
phòng cháy chữa cháy: pccc; pc cc
an ninh trật tự: antt
an toàn thực phẩm: attp; vsattp; antp; vệ sinh an toàn thực phẩm; vsat thực phẩm
chủ trương đầu tư: ctđt; ctdt; chủ trương đt
giấy chứng nhận đăng ký đầu tư: gcnđkđt; gcndkdt; irc; gcn đkđt
nhà đầu tư: nđt; ndt
đăng ký thuế: đkt; đk thuế
chứng chỉ hành nghề: cchn; cc hành nghề
ủy ban nhân dân: ubnd; ub; uỷ ban; ủy ban; ub nhân dân
thủ tục hành chính: tthc
dịch vụ công: dvc; dvctt; dv công
định danh điện tử: đdđt; vneid; vn eid; vne id; vnid
trợ giúp pháp lý: tgpl
thi hành án dân sự: thads
người lao động: nlđ; nld; người lđ
hợp đồng lao động: hđlđ; hdld
hợp đồng: hđ; hợp đg
trung quốc: tq; trung của
việt nam: vn; vnam
thành phố hồ chí minh: tphcm; hcm; tp hcm; sg
hà nội: hn; hnoi
thị thực: visa; vi sa; evisa; e visa
hộ chiếu: hc; passport; pass port; pát po; hộ chíu; hộ chiếu phổ thông
giấy tờ: gtờ; giấy tò; gt tờ
thông tin: ttin; thong tin; t tin
cấp lại: clại; c lại
thay đổi: tđ; thay đỗi; thđổi; tđổi
bổ sung: bsung; b sung
gia hạn: gh; gia han; ghạn
tài khoản: tk; tkhoản; t khoản
trẻ em: trẻ e
bảo hiểm: bh; bảo hỉm; bhiem
nghĩa vụ quân sự: nvqs; nghĩa vụ qs
đại học: đh; dh
trung tâm: ttâm
phương tiện: ptiện
phương tiện thủy nội địa: ptnđ; pttnđ
vật liệu xây dựng: vlxd
bất động sản: bđs; bds; bđ sản
sở hữu: shữu; sh
vận tải: vtải; v tải
người nước ngoài: người nn; người tây; nng
chứng thực: cthực; ct thực; chứg thực; chứng thưc
hộ nghèo: hn nghèo; hộ ngèo; hộ nghèo cận nghèo
nhà nước: nnước
hàng hóa: hh; hàng hoá
xuất nhập khẩu: xnk
xuất nhập cảnh: xnc
kiểm dịch động vật: kdđv
kiểm dịch thực vật: kdtv
chất thải nguy hại: ctnh
phát triển chính thức: oda
điều kiện: đkiện; dkien; đ kiện; đk kinh doanh
an ninh: an nin
hồ sơ: hs; hsơ; hso; hs giấy tờ
thủ tục: ttục; tt hành chính; thủ tuc
giấy phép đào tạo lái xe: gpđtlx
thừa phát lại: tpl
công chứng viên: ccv
công chứng: cchứng; công chứg
luật sư: ls; lsư
kiểm lâm: klâm
sổ đỏ: sđ; sodo
việc: vc; vịc; zịc
yếu tố nước ngoài: ytnn; yếu tố nn
người yêu: ny; ngyeu
chưa: ch; chx
học sinh: hsinh; hc sinh
sinh viên: svien; sv
bố mẹ: bm
mật khẩu: mk khẩu; mkhau
tài sản: tsản
đất đai: đđ
phòng cháy: pc
$$) AS line, regexp_split_to_table(split_part(line, ':', 2), ';') AS term;

-- What people call it, after what the law calls it.
INSERT INTO search_term (term, context, kind, meaning, words)
SELECT btrim(term), '', 'meaning', split_part(line, ':', 1), search_words_of_term(btrim(term))
FROM pg_temp.unwrapped($$
đăng ký khai sinh: làm khai sinh; làm giấy khai sinh; giấy khai sinh; khai sinh cho con; khai sinh cho bé; khai sinh
    cho cháu; giấy khai xanh; đi khai sinh; đăng ký khai sinh cho con; tờ khai sinh
đăng ký lại khai sinh: làm lại khai sinh; làm lại giấy khai sinh; mất giấy khai sinh; mất khai sinh; giấy khai sinh bị
    mất; giấy khai sinh bị rách; mất bản chính giấy khai sinh; không còn giấy khai sinh
bản sao trích lục hộ tịch bản sao giấy khai sinh: trích lục khai sinh; trích lục giấy khai sinh; sao giấy khai sinh;
    bản sao khai sinh; xin bản sao giấy khai sinh; sao lục khai sinh; trích lục; trích lục hộ tịch; trích lục kết hôn;
    trích lục khai tử; trích lục giấy chứng tử; bản sao giấy kết hôn
đăng ký khai tử: báo tử; giấy chứng tử; làm giấy chứng tử; giấy báo tử; khai báo người chết; chứng tử; qua đời; từ
    trần; đăng ký người chết; cáo phó; chôn cất; mai táng
đăng ký kết hôn: cưới; cưới vợ; cưới chồng; lấy chồng; lấy vợ; lập gia đình; giấy kết hôn; giấy đăng ký kết hôn; làm
    đăng ký kết hôn; làm giấy kết hôn; giấy hôn thú; hôn thú; giấy giá thú; kết hôn; đám cưới
đăng ký kết hôn có yếu tố nước ngoài: lấy chồng nước ngoài; lấy vợ nước ngoài; lấy chồng tây; kết hôn với người nước
    ngoài; kết hôn nước ngoài; kết hôn người nước ngoài; cưới người nước ngoài; lấy người nước ngoài; chồng tôi là
    người nước ngoài; vợ tôi là người nước ngoài; chồng tây; lấy chồng hàn quốc; lấy chồng đài loan; lấy chồng việt
    kiều; kết hôn với việt kiều; chồng là người nước ngoài; chồng hàn quốc; chồng người hàn quốc; chồng người đài
    loan; chồng người trung quốc; chồng người nhật; chồng người mỹ; vợ người nước ngoài; chồng người nước ngoài; vợ
    người lào; vợ người trung quốc
đăng ký lại kết hôn: mất giấy kết hôn; mất giấy đăng ký kết hôn; làm lại giấy kết hôn; giấy kết hôn bị mất; mất hôn
    thú; giấy đăng ký kết hôn bị mất; làm lại đăng ký kết hôn; cấp lại giấy kết hôn; cấp lại giấy đăng ký kết hôn
giấy xác nhận tình trạng hôn nhân: giấy độc thân; xác nhận độc thân; giấy xác nhận độc thân; chứng nhận độc thân; độc
    thân; chưa kết hôn; chưa lập gia đình; chưa có vợ; chưa có chồng; chưa vợ; chưa chồng; giấy chưa kết hôn; xác nhận
    chưa kết hôn; chứng minh mình chưa có vợ; tình trạng hôn nhân
ghi vào sổ hộ tịch việc ly hôn: ghi chú ly hôn; ly hôn ở nước ngoài; ly dị ở nước ngoài; ghi chú việc ly hôn; đã ly
    hôn bên nước ngoài; công nhận ly hôn nước ngoài; ghi sổ ly hôn
ghi vào sổ hộ tịch việc kết hôn: ghi chú kết hôn; kết hôn ở nước ngoài; ghi chú việc kết hôn; ghi sổ kết hôn; đã đăng
    ký kết hôn ở nước ngoài; công nhận kết hôn ở nước ngoài; hợp thức hóa kết hôn nước ngoài; cưới ở nước ngoài
ghi vào sổ hộ tịch việc hộ tịch khác: ghi chú khai sinh; ghi chú hộ tịch; ghi chú khai tử
thay đổi cải chính bổ sung thông tin hộ tịch: đổi tên; sửa tên; sai tên; đổi họ; thay đổi họ; đổi họ tên; thay đổi họ
    tên; đổi tên trong giấy khai sinh; sửa giấy khai sinh; sửa khai sinh; sai giấy khai sinh; giấy khai sinh bị sai;
    giấy khai sinh sai; sửa ngày sinh; sai ngày sinh; sửa năm sinh; sai năm sinh; đổi ngày sinh; sai chữ đệm; sửa chữ
    đệm; đổi chữ đệm; chữ đệm; tên đệm; cải chính; cải chính hộ tịch; cải chính khai sinh; sửa thông tin khai sinh;
    thay đổi họ tên trong giấy khai sinh; sửa tên trong khai sinh; thay đổi tên; đính chính khai sinh; sai họ; sai quê
    quán; sửa quê quán; đổi tên cho con; đổi họ cho con; con theo họ mẹ
xác định lại dân tộc: đổi dân tộc; sửa dân tộc; thay đổi dân tộc; sai dân tộc; chuyển dân tộc
đăng ký nhận cha mẹ con: nhận con; nhận cha; nhận cha con; nhận lại con; thêm tên cha; bổ sung tên cha; nhận con ngoài
    giá thú; con ngoài giá thú; làm giấy nhận con; nhận bố; nhận bố cho con
đăng ký giám hộ: giám hộ; người giám hộ; cử người giám hộ; làm người giám hộ
đăng ký chấm dứt giám hộ: thôi giám hộ; hết giám hộ; kết thúc giám hộ
nuôi con nuôi: con nuôi; nhận con nuôi; xin con nuôi; nhận nuôi; nhận nuôi trẻ; xin một đứa trẻ về nuôi; xin đứa trẻ
    về nuôi; xin con; nhận cháu làm con nuôi; làm giấy con nuôi; nhận trẻ bị bỏ rơi; nhận con đỡ đầu
đăng ký thường trú: nhập hộ khẩu; nhập khẩu cho vợ; nhập khẩu cho con; nhập khẩu cho bố; nhập khẩu cho mẹ; nhập khẩu
    vào; nhập hộ khẩu cho con; làm hộ khẩu; đăng ký hộ khẩu; chuyển hộ khẩu; chuyển khẩu; thay đổi nơi thường trú;
    nhập khẩu về; nhập hộ khẩu về; hộ khẩu; thường trú; làm sổ hộ khẩu; sổ hộ khẩu; nhập vào hộ khẩu; thêm con vào hộ
    khẩu; chuyển nơi thường trú; nhập cư; hộ khẩu thường trú; chuyển về nhà chồng; nhập khẩu theo chồng; nhập khẩu vào
    nhà
xóa đăng ký thường trú: cắt hộ khẩu; xóa hộ khẩu; cắt khẩu; xóa khẩu; cắt thường trú; xóa tên khỏi hộ khẩu; xóa tên
    trong hộ khẩu; xóa thường trú
tách hộ: tách khẩu; tách hộ khẩu; tách sổ hộ khẩu; tách sổ; ra ở riêng tách hộ; tách riêng hộ khẩu
đăng ký tạm trú: làm tạm trú; khai báo tạm trú; giấy tạm trú; sổ tạm trú; tạm trú; thuê trọ; ở trọ; ở thuê; thuê nhà ở
    trọ; nhà trọ; khai báo chỗ ở; phòng trọ; làm kt3; kt3; thuê phòng
gia hạn tạm trú: hết hạn tạm trú; tạm trú hết hạn; gia hạn sổ tạm trú; tạm trú sắp hết hạn
xóa đăng ký tạm trú: xóa tạm trú; hủy tạm trú; cắt tạm trú
xác nhận thông tin về cư trú: xác nhận cư trú; giấy xác nhận cư trú; ct07; ct 07; giấy ct07; xác nhận nơi cư trú; xác
    nhận thường trú; xác nhận hộ khẩu; giấy xác nhận hộ khẩu; xác nhận tạm trú; xác nhận nhân khẩu; xác nhận nơi ở;
    giấy cư trú; xác nhận thông tin cư trú; xác nhận chỗ ở; chứng minh nơi cư trú
thông báo lưu trú: khai báo lưu trú; khách đến chơi ngủ lại; khách ngủ lại; người thân đến ở chơi; đăng ký lưu trú;
    lưu trú qua đêm; lưu trú
khai báo tạm vắng: tạm vắng; đăng ký tạm vắng; giấy tạm vắng; vắng mặt ở địa phương; báo tạm vắng; đi vắng lâu ngày
điều chỉnh thông tin về cư trú: sửa thông tin cư trú; thay đổi chủ hộ; đổi chủ hộ; chuyển chủ hộ; sai thông tin cư
    trú; thay chủ hộ
thẻ căn cước: căn cước công dân; chứng minh thư; căn cước gắn chip; thẻ căn cước công dân; thẻ căng cước; căng cước;
    chứng minh thư nhân dân; thẻ chip
cấp thẻ căn cước: làm căn cước; làm thẻ căn cước; làm căn cước công dân; làm chứng minh thư; làm cccd; cấp căn cước;
    cấp căn cước công dân; làm thẻ căn cước công dân; đi làm căn cước; làm căn cước lần đầu; làm chứng minh nhân dân
cấp lại thẻ căn cước: mất căn cước; mất thẻ căn cước; mất căn cước công dân; mất thẻ căn cước công dân; mất chứng minh
    thư; rơi căn cước; làm rơi căn cước; làm lại căn cước; làm lại căn cước công dân; làm lại thẻ căn cước; làm lại
    chứng minh thư; mất chứng minh nhân dân; căn cước bị mất; thẻ căn cước bị mất; cấp lại căn cước; cấp lại căn cước
    công dân; bị mất căn cước; bị mất căn cước công dân; mất cái căn cước; mất ví căn cước; rớt căn cước; căn cước bị
    gãy; căn cước bị hỏng
cấp đổi thẻ căn cước: đổi căn cước; đổi căn cước công dân; đổi thẻ căn cước; căn cước hết hạn; căn cước công dân hết
    hạn; đổi chứng minh thư; đổi chứng minh thư sang căn cước; chuyển chứng minh thư sang căn cước; căn cước sắp hết
    hạn; đổi sang căn cước mới; sai thông tin trên căn cước; căn cước sai thông tin; thay đổi thông tin căn cước; thẻ
    căn cước hết hạn; căn cước bị sai; đổi thẻ căn cước công dân
cấp thẻ căn cước cho người dưới 14 tuổi: căn cước cho trẻ em; căn cước cho con; căn cước cho bé; căn cước trẻ em; làm
    căn cước cho con; làm căn cước cho bé; căn cước cho trẻ; làm căn cước cho trẻ em; thẻ căn cước cho trẻ em; căn
    cước cho em bé; căn cước công dân cho trẻ em; căn cước công dân cho con; căn cước trẻ dưới; căn cước cho trẻ sơ
    sinh
xác nhận số chứng minh nhân dân 09 số số định danh cá nhân: xác nhận số chứng minh nhân dân; xác nhận số chứng minh;
    xác nhận chứng minh nhân dân cũ; số chứng minh cũ; giấy xác nhận số chứng minh thư; xác nhận số định danh; số
    chứng minh thư cũ; chứng minh nhân dân 9 số; xác nhận số căn cước và chứng minh; mã định danh cá nhân; số định
    danh
cấp tài khoản định danh điện tử mức độ 02: định danh mức 2; định danh mức độ 2; kích hoạt định danh; kích hoạt vneid;
    đăng ký vneid; định danh điện tử mức 2; đăng ký định danh; cài vneid; làm định danh; làm định danh mức 2; tài
    khoản định danh; làm vneid; định danh điện tử; kích hoạt định danh điện tử; đăng ký định danh điện tử; mức 2; kích
    hoạt định danh điện tử mức 2
mở khóa tài khoản định danh điện tử: vneid bị khóa; bị khóa vneid; tài khoản vneid bị khóa; mở khóa vneid; quên mật
    khẩu vneid; định danh điện tử bị khóa; mở khóa định danh điện tử; mở khóa định danh
điều chỉnh thông tin trong cơ sở dữ liệu quốc gia về dân cư: sai thông tin dân cư; sửa thông tin dân cư; cập nhật
    thông tin dân cư; thông tin trên vneid bị sai; sai thông tin trên vneid; cập nhật dữ liệu dân cư
tích hợp cập nhật thông tin trên thẻ căn cước: tích hợp thông tin vào căn cước; tích hợp bằng lái vào căn cước; tích
    hợp bảo hiểm vào căn cước; tích hợp giấy tờ vào vneid
hộ chiếu phổ thông: hộ chiếu; hộ chiếu gắn chip
cấp hộ chiếu phổ thông ở trong nước: làm hộ chiếu; làm passport; cấp hộ chiếu; xin hộ chiếu; hộ chiếu lần đầu; làm hộ
    chiếu cho con; làm hộ chiếu cho trẻ em; gia hạn hộ chiếu; đổi hộ chiếu; hộ chiếu hết hạn; cấp lại hộ chiếu; làm
    lại hộ chiếu; hộ chiếu sắp hết hạn; đi nước ngoài cần hộ chiếu; cấp hộ chiếu phổ thông; làm hộ chiếu phổ thông;
    làm hộ chiếu gắn chip; hộ chiếu online; hộ chiếu cho bé; đăng ký hộ chiếu
trình báo mất hộ chiếu phổ thông: mất hộ chiếu; mất passport; rơi hộ chiếu; báo mất hộ chiếu; hộ chiếu bị mất; bị mất
    hộ chiếu; làm mất hộ chiếu; thất lạc hộ chiếu; rớt hộ chiếu
khôi phục giá trị sử dụng hộ chiếu phổ thông: tìm lại được hộ chiếu; tìm thấy hộ chiếu; khôi phục hộ chiếu
khai báo tạm trú cho người nước ngoài: người nước ngoài thuê nhà; người nước ngoài đến ở; cho người nước ngoài thuê;
    khách nước ngoài ở; đăng ký tạm trú cho người nước ngoài; khai báo người nước ngoài; khách tây ở; người nước ngoài
    lưu trú; khách sạn có người nước ngoài; tạm trú người nước ngoài; người nước ngoài ở nhà; người nước ngoài thuê;
    tạm trú cho khách nước ngoài; khai báo khách nước ngoài
thị thực cho người nước ngoài: visa cho người nước ngoài; làm visa; xin visa; thị thực; làm thị thực; xin thị thực;
    visa du lịch
gia hạn tạm trú cho người nước ngoài tại việt nam: gia hạn visa; gia hạn thị thực; visa hết hạn; visa sắp hết hạn; thị
    thực hết hạn; gia hạn thị thực cho người nước ngoài; gia hạn visa cho người nước ngoài
cấp thẻ tạm trú cho người nước ngoài: thẻ tạm trú; thẻ tạm trú cho chồng; làm thẻ tạm trú; thẻ trc; thẻ cư trú cho
    người nước ngoài
cấp giấy miễn thị thực: miễn visa; miễn thị thực; giấy miễn thị thực 5 năm; miễn thị thực 5 năm; visa 5 năm; miễn visa
    5 năm
cấp giấy thông hành: giấy thông hành; sổ thông hành; đi lào; qua cửa khẩu đi trung quốc; sang trung quốc chơi; giấy
    qua biên giới; thẻ qua biên giới; giấy qua cửa khẩu
thẻ abtc: thẻ apec; thẻ đi lại doanh nhân; thẻ doanh nhân apec; thẻ apec doanh nhân
phiếu lý lịch tư pháp: lý lịch tư pháp; giấy tiền án tiền sự; xác nhận tiền án; giấy không tiền án; xác nhận không
    tiền án; tiền án tiền sự; giấy hạnh kiểm; giấy án tích; xác nhận không có án tích; án tích; phiếu tư pháp; làm lý
    lịch; lý lịch tư pháp số 1; lý lịch tư pháp số 2; lý lịch xin việc; xác nhận nhân thân sạch; giấy tư pháp
cấp giấy phép lái xe: thi bằng lái; thi bằng lái xe; thi lấy bằng lái; học bằng lái; thi bằng; làm bằng lái; làm bằng
    lái xe; học lái xe lấy bằng; lấy bằng lái xe; thi sát hạch lái xe; thi bằng lái xe máy; thi bằng lái ô tô; cấp
    bằng lái xe; thi bằng a1; bằng a1; bằng b2
giấy phép lái xe: bằng lái xe; bằng lái; bằng xe máy; bằng ô tô; bằng lái xe máy; bằng lái xe ô tô; bằng lái ô tô;
    bằng lái máy
đổi giấy phép lái xe: đổi bằng lái xe; đổi bằng lái; bằng lái hết hạn; bằng lái xe hết hạn; gia hạn bằng lái; gia hạn
    bằng lái xe; gia hạn giấy phép lái xe; giấy phép lái xe hết hạn; bằng lái sắp hết hạn; bằng lái xe sắp hết hạn;
    đổi bằng lái sang thẻ nhựa; đổi sang bằng nhựa; đổi bằng giấy sang thẻ pet; bằng giấy cũ đổi thẻ nhựa; bằng lái xe
    cũ đổi; bằng hết hạn; cấp đổi giấy phép lái xe; cấp đổi bằng lái xe; giấy phép lái xe sắp hết hạn; bằng lái bị
    rách; bằng lái bị mờ; đổi giấy phép lái xe hết hạn; đổi bằng lái xe hết hạn; đổi bằng
cấp lại giấy phép lái xe: mất bằng lái xe; mất bằng lái; mất giấy phép lái xe; rơi bằng lái; rơi mất bằng lái; làm lại
    bằng lái; làm lại bằng lái xe; bằng lái bị mất; bằng lái xe bị mất; bị mất bằng lái; bị mất bằng lái xe; cấp lại
    bằng lái xe; cấp lại bằng lái; làm mất bằng lái; làm mất bằng lái xe; rớt bằng lái; thất lạc bằng lái; bị mất giấy
    phép lái xe; giấy phép lái xe bị mất; mất bằng xe máy; mất bằng ô tô; rơi mất bằng lái xe
đổi giấy phép lái xe hoặc bằng lái xe của người nước ngoài: đổi bằng lái nước ngoài; đổi bằng lái xe nước ngoài; bằng
    lái nước ngoài; bằng lái xe nước ngoài; bằng lái mỹ đổi; bằng lái hàn quốc đổi; bằng lái của nước ngoài; đổi bằng
    nước ngoài; giấy phép lái xe nước ngoài; bằng lái xe của nước ngoài
cấp giấy phép lái xe quốc tế: bằng lái quốc tế; bằng lái xe quốc tế; idp; lái xe ở nước ngoài; lái xe khi đi nước
    ngoài; bằng idp
đăng ký xe lần đầu: đăng ký xe máy mới; đăng ký xe máy; đăng ký xe mới; mua xe mới; xe mới mua; mua xe; đăng ký ô tô;
    đăng ký xe ô tô; đăng ký ô tô mới; làm giấy tờ xe mới; làm biển số xe; bấm biển số; bốc biển số; làm biển xe; ra
    biển số; làm cà vẹt xe; đăng ký xe; đăng ký xe điện; mua ô tô; vừa mua ô tô; vừa mua xe; mua xe máy; đi đăng ký
    xe; bấm biển; đăng ký xe mới mua; làm đăng ký xe; đăng ký xe ô tô lần đầu; đăng ký biển số
thay đổi chủ xe đăng ký sang tên xe: sang tên xe; sang tên xe máy; sang tên ô tô; sang tên xe cũ; đổi tên chủ xe; đổi
    chủ xe; mua xe cũ; xe cũ sang tên; rút hồ sơ gốc xe; rút hồ sơ xe; chuyển tên xe; mua lại xe; bán xe; sang tên đổi
    chủ; sang tên chính chủ; xe chính chủ; sang tên xe máy cũ; sang tên xe ô tô; đổi tên xe; mua xe máy cũ; mua ô tô
    cũ; được cho xe; tặng xe; xe không chính chủ
cấp lại chứng nhận đăng ký xe biển số xe: mất giấy tờ xe; mất đăng ký xe; mất cà vẹt; mất cà vẹt xe; mất biển số; mất
    biển số xe; mất giấy đăng ký xe; làm lại cà vẹt xe; làm lại giấy tờ xe; rơi biển số; làm lại đăng ký xe; làm lại
    biển số; mất cavet; giấy đăng ký xe bị mất; biển số bị mất; rơi biển số xe; mất đăng ký xe máy; mất biển; mất giấy
    xe; mất giấy tờ xe máy
đổi chứng nhận đăng ký xe biển số xe: đổi biển số; đổi biển số xe; đổi giấy đăng ký xe; biển số bị mờ; đăng ký xe bị
    rách; đổi màu xe; đổi màu sơn xe; đổi cà vẹt; đổi biển vàng; đổi đăng ký xe; biển số mờ; biển số cũ đổi
thu hồi chứng nhận đăng ký xe biển số xe: thu hồi biển số; bán xe thu hồi biển; nộp lại biển số; thu hồi đăng ký xe;
    nộp lại đăng ký xe; xe hỏng không dùng nữa; xe hư không sử dụng
đăng ký xe tạm thời: biển số tạm; biển tạm; biển số tạm thời; đăng ký tạm thời xe
cấp giấy chứng nhận kiểm định tem kiểm định xe cơ giới: đăng kiểm xe; đăng kiểm ô tô; đăng kiểm; kiểm định xe; kiểm
    định ô tô; xe hết hạn đăng kiểm; tem đăng kiểm; đi đăng kiểm
phù hiệu cho xe ô tô kinh doanh vận tải: phù hiệu xe; phù hiệu xe tải; phù hiệu; xin phù hiệu; phù hiệu xe hợp đồng;
    làm phù hiệu; phù hiệu taxi; phù hiệu xe khách
giấy phép kinh doanh vận tải bằng xe ô tô: kinh doanh vận tải; chạy xe dịch vụ; giấy phép vận tải; chạy xe khách; chạy
    xe hợp đồng; chạy xe tải thuê; mở nhà xe; xe chạy dịch vụ; giấy phép kinh doanh vận tải
giấy phép lưu hành xe quá tải trọng xe quá khổ giới hạn: xe quá tải; xe quá khổ; chở hàng siêu trường; xe siêu trường
    siêu trọng; chở quá khổ; hàng siêu trường siêu trọng; chở máy móc quá khổ
cấp giấy chứng nhận quyền sử dụng đất: sổ đỏ; sổ hồng; làm sổ đỏ; làm sổ hồng; làm bìa đỏ
đăng ký đất đai tài sản gắn liền với đất lần đầu đối với hộ gia đình cá nhân: sổ đỏ lần đầu; làm sổ đỏ lần đầu; cấp sổ
    đỏ lần đầu; đất chưa có sổ; đất chưa có sổ đỏ; nhà chưa có sổ; làm sổ đỏ cho đất; đất khai hoang; đất ông bà để
    lại chưa có sổ; cấp sổ đỏ; xin cấp sổ đỏ; làm sổ lần đầu; đăng ký đất đai lần đầu; cấp sổ hồng lần đầu; hợp thức
    hóa đất; chưa được cấp sổ đỏ; chưa có sổ đỏ; cấp giấy chứng nhận quyền sử dụng đất lần đầu; giấy chứng nhận quyền
    sử dụng đất lần đầu; làm sổ đỏ mới
cấp lại giấy chứng nhận do bị mất: mất sổ đỏ; mất sổ hồng; cấp lại sổ đỏ; làm lại sổ đỏ; sổ đỏ bị mất; mất bìa đỏ; cấp
    lại sổ đỏ bị mất; sổ đỏ bị cháy; bị mất sổ đỏ; cấp lại sổ hồng; làm mất sổ đỏ; cấp lại giấy chứng nhận quyền sử
    dụng đất; mất giấy chứng nhận quyền sử dụng đất; thất lạc sổ đỏ
cấp đổi giấy chứng nhận quyền sử dụng đất: đổi sổ đỏ; đổi sổ đỏ cũ; đổi sổ hồng; sổ đỏ cũ; sổ đỏ bị rách; sổ đỏ bị
    nhòe; đổi sổ đỏ sang mẫu mới; đổi bìa đỏ; cấp đổi sổ đỏ; sổ đỏ rách; sổ đỏ ố; đổi sổ; cấp đổi giấy chứng nhận
đính chính giấy chứng nhận đã cấp: sổ đỏ bị sai; sai sổ đỏ; đính chính sổ đỏ; sửa sổ đỏ; sổ đỏ ghi sai; sai tên trên
    sổ đỏ; sai tên sổ đỏ; sai thông tin sổ đỏ; sổ đỏ sai diện tích; sổ đỏ sai tên; sửa thông tin sổ đỏ; sai diện tích
    trên sổ đỏ; sổ đỏ sai
đăng ký biến động chuyển nhượng thừa kế tặng cho quyền sử dụng đất: sang tên sổ đỏ; sang tên nhà đất; sang tên đất;
    mua bán đất; mua đất; bán đất; mua nhà đất; bán nhà đất; chuyển nhượng đất; tặng cho đất; cho con đất; cho đất
    con; bố mẹ cho đất; thừa kế đất; thừa kế nhà đất; sang tên nhà; chuyển tên sổ đỏ; mua nhà; bán nhà; sang nhượng
    đất; chuyển quyền sử dụng đất; chuyển nhượng quyền sử dụng đất; nhận thừa kế đất; sang sổ; sang tên sổ hồng; cho
    tặng đất; cho tặng nhà đất; tặng đất cho con; đất thừa kế; được cho đất; tặng cho quyền sử dụng đất; sang tên
    quyền sử dụng đất; mua mảnh đất; mua lô đất; mua miếng đất; mua thửa đất; bán mảnh đất; sang tên đổi chủ nhà đất;
    sang tên sổ; sang tên bìa đỏ
tách thửa hoặc hợp thửa đất: tách thửa; tách đất; chia đất; tách sổ đỏ; hợp thửa; gộp thửa; tách sổ đất; chia thửa;
    cắt đất cho con; phân lô; tách thửa đất; chia tách thửa; nhập thửa; gộp sổ đỏ; tách ra làm hai sổ; gộp đất
chuyển mục đích sử dụng đất: lên thổ cư; chuyển thổ cư; đất vườn lên đất ở; chuyển đất vườn sang đất ở; chuyển đất
    ruộng; chuyển đổi đất vườn sang đất ở; chuyển đổi mục đích sử dụng đất; chuyển đất nông nghiệp sang đất ở; đất thổ
    cư; lên đất ở; chuyển đất ruộng sang đất ở; chuyển sang đất thổ cư; đất vườn sang đất ở; đất trồng cây sang đất ở;
    làm nhà trên đất ruộng; chuyển đất lúa; đất vườn sang thổ cư
hòa giải tranh chấp đất đai: tranh chấp đất; tranh chấp đất đai; lấn đất; hàng xóm lấn đất; lấn ranh; tranh chấp ranh
    giới; bị lấn đất; tranh chấp ranh đất; tranh chấp lối đi; lấn chiếm đất; lối đi chung; tranh chấp với hàng xóm;
    kiện đất đai
đăng ký biện pháp bảo đảm bằng quyền sử dụng đất: thế chấp sổ đỏ; thế chấp đất; thế chấp nhà; cầm sổ đỏ; vay thế chấp
    sổ đỏ; đăng ký thế chấp; thế chấp quyền sử dụng đất; thế chấp nhà đất; cắm sổ đỏ; đăng ký thế chấp sổ đỏ; đăng ký
    thế chấp quyền sử dụng đất; vay ngân hàng bằng sổ đỏ
xóa đăng ký biện pháp bảo đảm bằng quyền sử dụng đất: xóa thế chấp; giải chấp; xóa thế chấp sổ đỏ; xóa thế chấp quyền
    sử dụng đất; trả hết nợ ngân hàng lấy sổ; giải chấp sổ đỏ; xóa thế chấp đất; giải chấp ngân hàng; xóa đăng ký thế
    chấp; rút sổ đỏ ngân hàng; xóa đăng ký thế chấp quyền sử dụng đất
gia hạn sử dụng đất khi hết thời hạn sử dụng đất: gia hạn đất; đất hết hạn sử dụng; gia hạn sử dụng đất; đất 50 năm
    hết hạn
ghi nợ tiền sử dụng đất: nợ tiền sử dụng đất; xin ghi nợ tiền đất; nợ tiền đất
cấp giấy phép xây dựng mới nhà ở riêng lẻ: xây nhà; xin phép xây nhà; giấy phép xây nhà; giấy phép xây dựng; giấy phép
    xây dựng nhà; giấy phép xây dựng nhà ở; cất nhà; làm nhà; làm nhà mới; xây nhà mới; xin giấy phép xây dựng; phép
    xây nhà; giấy phép làm nhà; xây nhà ở; xây nhà cấp 4; dựng nhà; xin phép xây dựng; xin phép làm nhà; cấp phép xây
    dựng; xây biệt thự; giấy phép xây dựng nhà ở riêng lẻ; cấp phép xây dựng nhà ở; cấp giấy phép xây dựng; xin giấy
    phép xây dựng nhà ở; xây dựng nhà; giấy phép xây cất; xây nhà riêng
cấp giấy phép xây dựng sửa chữa cải tạo công trình cấp iii nhà ở riêng lẻ: sửa nhà; sửa lại nhà; sửa chữa nhà; cải tạo
    nhà; nâng tầng; nâng thêm tầng; cơi nới nhà; xây thêm tầng; sửa chữa nhà ở; cơi nới; giấy phép sửa nhà; lên tầng;
    xin phép sửa nhà; giấy phép cải tạo nhà; cải tạo nhà ở; giấy phép xây dựng sửa chữa; nhà tôi sửa lại; sửa lại nâng
    thêm tầng; xây thêm
gia hạn giấy phép xây dựng công trình cấp iii nhà ở riêng lẻ: giấy phép xây dựng hết hạn; gia hạn giấy phép xây nhà;
    gia hạn giấy phép xây dựng; giấy phép xây dựng sắp hết hạn; giấy phép xây nhà hết hạn
cấp lại giấy phép xây dựng công trình cấp iii nhà ở riêng lẻ: mất giấy phép xây dựng; cấp lại giấy phép xây nhà; mất
    giấy phép xây nhà; cấp lại giấy phép xây dựng
cấp điều chỉnh giấy phép xây dựng công trình cấp iii nhà ở riêng lẻ: điều chỉnh giấy phép xây dựng; sửa giấy phép xây
    dựng; thay đổi thiết kế nhà; xây khác giấy phép; điều chỉnh giấy phép xây nhà; điều chỉnh thiết kế nhà
giấy phép xây dựng công trình cấp iii: gpxd công trình cấp 3; công trình cấp 3; công trình cấp 4
cung cấp thông tin quy hoạch: xem quy hoạch; hỏi quy hoạch; đất có dính quy hoạch; dính quy hoạch; thông tin quy
    hoạch; kiểm tra quy hoạch; tra cứu quy hoạch; quy hoạch treo; đất quy hoạch; chứng chỉ quy hoạch
sử dụng tạm thời lòng đường vỉa hè: vỉa hè; thuê vỉa hè; lấn chiếm vỉa hè; bán hàng vỉa hè; dựng rạp đám cưới; dựng
    rạp; làm đám tang ngoài đường; để vật liệu trên vỉa hè; sử dụng vỉa hè; rạp cưới; bán vỉa hè; để xe vỉa hè; tập
    kết vật liệu; vật liệu ngoài đường; lòng đường
giấy phép chặt hạ dịch chuyển cây xanh: chặt cây; cưa cây; đốn cây; chặt cây xanh; cưa cây xanh; di dời cây xanh; chặt
    hạ cây; cây trước cửa nhà; tỉa cây; bứng cây; chặt cây trước nhà; hạ cây
mua thuê mua nhà ở xã hội: mua nhà ở xã hội; mua nhà xã hội; mua chung cư xã hội; chung cư giá rẻ; thuê nhà ở xã hội;
    nhà cho người thu nhập thấp; nhà thu nhập thấp; nhà giá rẻ
bán nhà ở cũ thuộc tài sản công: mua nhà nhà nước; mua nhà thuộc sở hữu nhà nước; hóa giá nhà; mua hóa giá nhà; mua
    nhà thanh lý nhà nước; mua nhà ở cũ
chấm dứt hoạt động: đóng cửa; ngừng hẳn; dẹp tiệm; nghỉ hẳn
đăng ký thành lập hộ kinh doanh: mở hộ kinh doanh; mở quán; mở hàng; mở tiệm; mở cửa hàng; mở quán ăn; mở quán cà phê;
    mở quán phở; bán hàng tại nhà; kinh doanh nhỏ; buôn bán nhỏ; mở shop; giấy phép kinh doanh; làm giấy phép kinh
    doanh; xin giấy phép kinh doanh; đăng ký kinh doanh; mở tạp hóa; bán tạp hóa; mở sạp; bán hàng online; kinh doanh
    online; mở quán nước; mở tiệm tóc; mở salon; mở tiệm nail; mở nhà hàng; đăng ký hộ kinh doanh; đăng ký hộ kinh
    doanh cá thể; hộ kinh doanh cá thể; kinh doanh cá thể; lập hộ kinh doanh; kinh doanh tại nhà; mở cửa hàng tạp hóa;
    mở tiệm tạp hóa; mở spa; mở tiệm sửa xe; kinh doanh hộ gia đình; thành lập hộ kinh doanh; mở quán nhậu; mở xưởng;
    mở tiệm bánh; mở nhà nghỉ; mở phòng trọ kinh doanh; bán hàng qua mạng; mở quán nhỏ; giấy đăng ký kinh doanh
chấm dứt hoạt động hộ kinh doanh: nghỉ bán; đóng hộ kinh doanh; đóng cửa hộ kinh doanh; dẹp quán; nghỉ kinh doanh; trả
    giấy phép kinh doanh; không kinh doanh nữa; đóng cửa quán; đóng cửa tiệm; đóng quán; giải thể hộ kinh doanh; ngừng
    kinh doanh hẳn; thôi kinh doanh; hủy hộ kinh doanh; xóa hộ kinh doanh; trả lại giấy phép kinh doanh; đóng cửa
    hàng; dẹp cửa hàng; sang quán; không bán nữa; nghỉ buôn bán; hủy giấy phép kinh doanh; nghỉ bán hẳn
tạm ngừng kinh doanh của hộ kinh doanh: quán tạm nghỉ; tạm nghỉ bán; tạm nghỉ kinh doanh; tạm ngưng hộ kinh doanh; tạm
    ngừng hộ kinh doanh; tạm đóng cửa quán; tạm ngưng bán; nghỉ bán vài tháng; tạm nghỉ bán vài tháng; tạm ngừng kinh
    doanh hộ kinh doanh; tạm đóng cửa hàng; quán tạm đóng cửa; tạm ngưng kinh doanh hộ; nghỉ bán một thời gian; nghỉ
    bán mấy tháng; tạm dừng hộ kinh doanh; tạm dừng bán; tạm dừng kinh doanh hộ kinh doanh
đăng ký thay đổi nội dung đăng ký hộ kinh doanh: đổi tên quán; đổi tên hộ kinh doanh; thay đổi hộ kinh doanh; chuyển
    địa điểm quán; đổi địa chỉ hộ kinh doanh; thêm ngành nghề hộ kinh doanh; đổi chủ hộ kinh doanh; thay đổi chủ hộ
    kinh doanh; bổ sung ngành nghề hộ kinh doanh; đổi địa chỉ quán; chuyển địa chỉ hộ kinh doanh; thay đổi nội dung hộ
    kinh doanh; sang tên hộ kinh doanh; thay đổi giấy phép kinh doanh; đổi địa điểm kinh doanh hộ; thay đổi ngành nghề
    hộ kinh doanh; chuyển quán; thay đổi nội dung đăng ký kinh doanh hộ kinh doanh
cấp lại giấy chứng nhận đăng ký hộ kinh doanh: mất giấy phép kinh doanh; mất giấy đăng ký kinh doanh; mất giấy phép hộ
    kinh doanh; mất giấy đăng ký hộ kinh doanh; cấp lại giấy phép kinh doanh; mất giấy hộ kinh doanh; làm lại giấy
    phép kinh doanh
đăng ký thành lập công ty: mở công ty; lập công ty; thành lập công ty; mở doanh nghiệp; lập doanh nghiệp; thành lập
    doanh nghiệp; khởi nghiệp mở công ty; đăng ký công ty; lập công ty mới; mở công ty riêng; đăng ký mở công ty
đăng ký thành lập công ty trách nhiệm hữu hạn: mở công ty tnhh; lập công ty tnhh; thành lập công ty tnhh; công ty
    trách nhiệm hữu hạn
đăng ký thành lập công ty trách nhiệm hữu hạn một thành viên: mở công ty một mình; công ty một chủ; công ty trách
    nhiệm hữu hạn một thành viên; công ty 1 thành viên; mở công ty riêng một mình; thành lập công ty trách nhiệm hữu
    hạn một thành viên; công ty một thành viên; lập công ty trách nhiệm hữu hạn một thành viên
đăng ký thành lập công ty trách nhiệm hữu hạn hai thành viên trở lên: công ty trách nhiệm hữu hạn hai thành viên; công
    ty 2 thành viên; thành lập công ty trách nhiệm hữu hạn hai thành viên; lập công ty trách nhiệm hữu hạn hai thành
    viên; mở công ty với bạn; công ty góp vốn hai người; đăng ký thành lập công ty trách nhiệm hữu hạn hai thành viên;
    mở công ty chung; hùn vốn mở công ty; hùn vốn
đăng ký thành lập công ty cổ phần: mở công ty cổ phần; lập công ty cổ phần; thành lập công ty cổ phần
giải thể doanh nghiệp: đóng cửa công ty; giải thể công ty; đóng công ty; dẹp công ty; công ty phá sản; xóa công ty;
    đóng mã số thuế công ty; đóng cửa hẳn công ty; công ty muốn đóng cửa; đóng cửa doanh nghiệp; công ty làm ăn thua
    lỗ; đóng cửa hẳn; công ty ngừng hoạt động hẳn; giải tán công ty; giải thể
thông báo tạm ngừng kinh doanh doanh nghiệp: tạm ngưng công ty; tạm ngừng công ty; tạm ngừng kinh doanh công ty; tạm
    ngưng hoạt động công ty; tạm dừng công ty; công ty tạm nghỉ; tạm ngừng hoạt động doanh nghiệp; tạm ngừng hoạt
    động; tạm ngừng kinh doanh; công ty tạm ngừng; tạm ngưng kinh doanh; tạm đóng cửa công ty; tạm ngừng doanh nghiệp;
    tạm dừng hoạt động công ty; công ty tạm dừng hoạt động
đăng ký thay đổi địa chỉ trụ sở chính: đổi địa chỉ công ty; chuyển trụ sở công ty; chuyển địa chỉ công ty; chuyển trụ
    sở; dời trụ sở; đổi trụ sở; đổi trụ sở công ty; thay đổi địa chỉ công ty; chuyển công ty sang; thay đổi trụ sở;
    công ty chuyển địa chỉ; dời công ty; công ty chuyển trụ sở
đăng ký đổi tên của doanh nghiệp: đổi tên công ty; thay tên công ty; thay đổi tên công ty; đổi tên doanh nghiệp
thông báo thay đổi ngành nghề kinh doanh: thêm ngành nghề; bổ sung ngành nghề; thêm ngành nghề công ty; đổi ngành nghề
    kinh doanh; bổ sung ngành nghề kinh doanh; thay đổi ngành nghề; thêm mã ngành; bổ sung mã ngành; thêm ngành nghề
    kinh doanh
đăng ký thay đổi vốn điều lệ: tăng vốn; tăng vốn điều lệ; giảm vốn điều lệ; tăng vốn công ty; giảm vốn; thay đổi vốn
    điều lệ; giảm vốn công ty; thay đổi vốn; góp thêm vốn vào công ty
thay đổi người đại diện theo pháp luật: đổi giám đốc; thay giám đốc; đổi người đại diện; thay đổi giám đốc; thay người
    đại diện công ty; đổi người đại diện pháp luật
đăng ký hoạt động chi nhánh văn phòng đại diện: mở chi nhánh; lập chi nhánh; mở văn phòng đại diện; mở chi nhánh công
    ty; mở thêm chi nhánh; thành lập chi nhánh; thành lập văn phòng đại diện; lập văn phòng đại diện; mở địa điểm kinh
    doanh; lập địa điểm kinh doanh; thêm địa điểm kinh doanh
chấm dứt hoạt động chi nhánh văn phòng đại diện: đóng chi nhánh; đóng cửa chi nhánh; giải thể chi nhánh; đóng văn
    phòng đại diện; đóng địa điểm kinh doanh; xóa chi nhánh
cấp lại giấy chứng nhận đăng ký doanh nghiệp: mất giấy phép đăng ký doanh nghiệp; mất giấy phép công ty; mất giấy đăng
    ký doanh nghiệp; mất giấy chứng nhận đăng ký doanh nghiệp; mất giấy phép kinh doanh công ty; mất giấy đăng ký công
    ty
hộ kinh doanh thành doanh nghiệp: chuyển hộ kinh doanh lên công ty; hộ kinh doanh lên doanh nghiệp; lên công ty;
    chuyển hộ kinh doanh thành công ty; chuyển hộ kinh doanh lên doanh nghiệp
đăng ký thành lập hợp tác xã: mở hợp tác xã; lập hợp tác xã; thành lập hợp tác xã; đăng ký hợp tác xã
giải thể hợp tác xã: đóng hợp tác xã; đóng cửa hợp tác xã; giải tán hợp tác xã
đăng ký thuế lần đầu người nộp thuế là cá nhân người phụ thuộc: mã số thuế cá nhân; đăng ký mã số thuế; xin mã số
    thuế; làm mã số thuế; mã số thuế; giảm trừ gia cảnh; đăng ký người phụ thuộc; người phụ thuộc; đăng ký mã số thuế
    cá nhân; làm mã số thuế cá nhân; mã số thuế người phụ thuộc; giảm trừ người phụ thuộc; đăng ký mã số thuế cá nhân
    lần đầu; cấp mã số thuế; đăng ký thuế cá nhân
đăng ký thay đổi thông tin đăng ký thuế: thay đổi thông tin mã số thuế; đổi thông tin mã số thuế; cập nhật mã số thuế;
    cập nhật thông tin đăng ký thuế; đổi căn cước mã số thuế; thay đổi thông tin thuế; sai thông tin mã số thuế; cập
    nhật căn cước mã số thuế
chấm dứt hiệu lực mã số thuế: đóng mã số thuế; khóa mã số thuế; hủy mã số thuế; xóa mã số thuế
khôi phục mã số thuế: mở lại mã số thuế; mã số thuế bị khóa; mã số thuế bị đóng; mở khóa mã số thuế
khai quyết toán thuế hoàn thuế cá nhân có thu nhập từ tiền lương tiền công: quyết toán thuế thu nhập cá nhân; hoàn
    thuế thu nhập cá nhân; lấy lại tiền thuế; tự quyết toán thuế; quyết toán thuế cá nhân; hoàn thuế cá nhân; quyết
    toán thuế; tự quyết toán; thuế thu nhập cá nhân quyết toán; nộp thừa thuế thu nhập cá nhân; hoàn thuế; hoàn thuế
    thu nhập cá nhân tự quyết toán; thuế lương; xin hoàn thuế
khai thuế thu nhập cá nhân chuyển nhượng bất động sản: thuế bán đất; thuế bán nhà; thuế mua bán nhà đất; thuế chuyển
    nhượng nhà đất; thuế thu nhập cá nhân khi bán nhà; thuế nhà đất khi bán; thuế thừa kế nhà đất; thuế tặng cho đất;
    thuế sang tên nhà đất; thuế khi bán đất; đóng thuế bán nhà; thuế sang tên; thuế chuyển nhượng; thuế khi bán nhà;
    thuế cho tặng đất; thuế thừa kế
khai lệ phí trước bạ nhà đất: trước bạ nhà đất; thuế trước bạ nhà; thuế trước bạ nhà đất; lệ phí trước bạ nhà đất; nộp
    trước bạ nhà đất; trước bạ đất; trước bạ nhà
khai lệ phí trước bạ đối với tài sản khác: trước bạ xe; thuế trước bạ xe; lệ phí trước bạ xe; nộp thuế trước bạ xe;
    trước bạ ô tô; trước bạ xe máy; đóng thuế xe; lệ phí trước bạ ô tô; lệ phí trước bạ xe máy; thuế trước bạ ô tô;
    thuế trước bạ xe máy
khai thuế cá nhân cho thuê bất động sản: thuế cho thuê nhà; cho thuê nhà; cho thuê phòng trọ; khai thuế cho thuê nhà;
    nộp thuế cho thuê nhà; cho thuê trọ; thuế nhà trọ; cho thuê mặt bằng; thuế cho thuê tài sản; cho thuê căn hộ; thuế
    cho thuê; thuế cho thuê trọ
khai thuế sử dụng đất phi nông nghiệp: thuế đất; thuế đất hàng năm; thuế đất ở; thuế nhà đất hàng năm; nộp thuế đất;
    đóng thuế đất; thuế đất phi nông nghiệp
khai thuế hộ kinh doanh cá nhân kinh doanh: thuế hộ kinh doanh; thuế khoán; khai thuế hộ kinh doanh; bán hàng online
    nộp thuế; thuế bán hàng online; thuế buôn bán; kê khai thuế hộ kinh doanh; nộp thuế hộ kinh doanh; thuế quán; bỏ
    thuế khoán
đăng ký sử dụng hóa đơn điện tử: hóa đơn điện tử; đăng ký hóa đơn; xuất hóa đơn; mua hóa đơn; đăng ký hóa đơn điện tử;
    sử dụng hóa đơn điện tử; hóa đơn từ máy tính tiền
xử lý hóa đơn điện tử đã lập sai: hóa đơn sai; sửa hóa đơn; viết sai hóa đơn; hủy hóa đơn; xuất sai hóa đơn; hóa đơn
    điện tử sai; xuất hóa đơn sai; lập sai hóa đơn
nộp dần tiền thuế nợ: nợ thuế; trả dần tiền thuế; nộp thuế làm nhiều lần; trả góp tiền thuế; nợ thuế trả dần; chậm nộp
    thuế trả dần; xin nộp dần thuế
xác nhận thực hiện nghĩa vụ thuế: xác nhận đã nộp thuế; giấy xác nhận không nợ thuế; không nợ thuế; xác nhận hoàn
    thành nghĩa vụ thuế; xác nhận nghĩa vụ thuế; xác nhận không nợ thuế; hoàn thành nghĩa vụ thuế
bù trừ hoàn nộp thừa các loại thuế: nộp thừa thuế; nộp nhầm thuế; hoàn tiền thuế nộp thừa; nộp dư thuế; đóng thừa
    thuế; nộp thừa tiền thuế; lấy lại thuế nộp thừa
gia hạn nộp hồ sơ khai thuế: nộp tờ khai muộn; xin nộp tờ khai thuế trễ; gia hạn tờ khai thuế
hưởng bảo hiểm xã hội một lần: rút bảo hiểm; rút bảo hiểm xã hội; lấy bảo hiểm một lần; rút bảo hiểm một lần; lãnh bảo
    hiểm một lần; lấy tiền bảo hiểm ra một cục; rút tiền bảo hiểm; lấy bảo hiểm xã hội một lần; rút sổ bảo hiểm; lấy
    tiền bảo hiểm; thanh toán bảo hiểm xã hội một lần; rút bảo hiểm xã hội một lần; bảo hiểm xã hội một lần; nghỉ việc
    rút bảo hiểm; bảo hiểm một cục; lãnh bảo hiểm xã hội; nhận bảo hiểm xã hội một lần; bảo hiểm xã hội 1 lần; rút bảo
    hiểm xã hội 1 lần; rút bảo hiểm 1 lần; lãnh tiền bảo hiểm; nhận tiền bảo hiểm một lần
hưởng chế độ thai sản: tiền thai sản; bảo hiểm thai sản; nghỉ sinh; nghỉ sinh con; trợ cấp thai sản; nghỉ thai sản;
    tiền sinh con; chế độ sinh con; thai sản; đi đẻ được hưởng; nghỉ đẻ; tiền đẻ; chế độ thai sản; vợ sinh chồng được
    nghỉ; thai sản cho chồng; lãnh tiền thai sản; sinh con hưởng chế độ; hưởng thai sản
hưởng chế độ ốm đau: nghỉ ốm; tiền ốm đau; bảo hiểm ốm đau; nghỉ bệnh hưởng bảo hiểm; nghỉ ốm hưởng bảo hiểm; con ốm
    nghỉ làm; chế độ ốm; chế độ ốm đau; nghỉ bệnh; nghỉ chăm con ốm; hưởng ốm đau; giấy nghỉ ốm hưởng bảo hiểm; ốm
    đau; con ốm
hưởng chế độ tử tuất: tuất; tiền tuất; tử tuất; mai táng phí; tiền mai táng; trợ cấp mai táng; tiền tử tuất; chế độ
    khi người tham gia bảo hiểm chết; trợ cấp tuất; tuất một lần; tuất hằng tháng; chế độ mai táng; phí mai táng
hưởng chế độ tai nạn lao động bệnh nghề nghiệp lần đầu: tai nạn lao động; bị tai nạn lao động; tai nạn khi làm việc;
    tai nạn ở công ty; tai nạn trong lúc làm việc; tai nạn nhà máy; tai nạn lao động lần đầu; tai nạn ở xưởng; chế độ
    tai nạn lao động; bệnh nghề nghiệp; tai nạn trên đường đi làm; tai nạn nghề nghiệp; bị tai nạn ở chỗ làm; bị tai
    nạn khi đi làm; bị tai nạn lúc đi làm
lương hưu: tiền hưu; hưu trí; nghỉ hưu; về hưu; lãnh lương hưu; chế độ hưu; sổ hưu
chuyển hưởng sang địa bàn khác người đang hưởng lương hưu: chuyển nơi nhận lương hưu; chuyển nơi lĩnh lương hưu;
    chuyển lương hưu; đổi nơi nhận lương hưu; chuyển nơi lãnh lương
ủy quyền lĩnh thay: lãnh lương hưu thay; nhận thay lương hưu; lĩnh thay lương hưu; ủy quyền lĩnh lương hưu; nhờ người
    nhận lương hưu; ủy quyền nhận lương hưu; nhận lương hưu hộ; lĩnh hộ lương hưu; lãnh hộ lương hưu
lĩnh chế độ bảo hiểm xã hội bằng tiền mặt chuyển sang lĩnh bằng tài khoản cá nhân: nhận lương hưu qua tài khoản; lương
    hưu qua thẻ atm; nhận lương hưu qua thẻ; lương hưu qua ngân hàng; lương hưu qua atm; nhận lương hưu qua ngân hàng;
    lĩnh lương hưu bằng tài khoản
đăng ký đóng bảo hiểm xã hội tự nguyện: bảo hiểm tự nguyện; bảo hiểm xã hội tự nguyện; mua bảo hiểm xã hội tự nguyện;
    đóng bảo hiểm tự nguyện; tự đóng bảo hiểm; mua bảo hiểm xã hội; mua bảo hiểm tự nguyện; tự đóng bảo hiểm xã hội
đăng ký đóng cấp thẻ bảo hiểm y tế người chỉ tham gia bảo hiểm y tế: mua bảo hiểm y tế; làm thẻ bảo hiểm y tế; mua thẻ
    bảo hiểm y tế; bảo hiểm y tế hộ gia đình; thẻ bảo hiểm y tế; gia hạn thẻ bảo hiểm y tế; đăng ký bảo hiểm y tế;
    đóng bảo hiểm y tế; gia hạn bảo hiểm y tế; làm bảo hiểm y tế; bảo hiểm y tế tự nguyện; tham gia bảo hiểm y tế
cấp lại đổi điều chỉnh thông tin trên sổ bảo hiểm xã hội thẻ bảo hiểm y tế: mất thẻ bảo hiểm y tế; mất thẻ bảo hiểm;
    cấp lại thẻ bảo hiểm y tế; làm lại thẻ bảo hiểm y tế; mất sổ bảo hiểm; mất sổ bảo hiểm xã hội; cấp lại sổ bảo hiểm
    xã hội; gộp sổ bảo hiểm; gộp sổ bảo hiểm xã hội; sai thông tin sổ bảo hiểm; đổi thẻ bảo hiểm y tế; sai thẻ bảo
    hiểm y tế; đổi nơi khám chữa bệnh ban đầu; chuyển nơi khám chữa bệnh; sửa sổ bảo hiểm xã hội; hai sổ bảo hiểm; 2
    sổ bảo hiểm; mất bảo hiểm y tế; sổ bảo hiểm bị sai; sổ bảo hiểm xã hội; thẻ bảo hiểm y tế bị sai; đổi sổ bảo hiểm;
    mất sổ bhxh
thanh toán trực tiếp chi phí khám chữa bệnh bảo hiểm y tế: hoàn tiền viện phí; thanh toán viện phí; viện phí; thanh
    toán bảo hiểm y tế; tiền viện phí; thanh toán lại viện phí; khám trái tuyến; đi viện quên thẻ bảo hiểm; không cùng
    chi trả; chi trả viện phí; hoàn viện phí
trợ cấp thất nghiệp: tiền thất nghiệp; bảo hiểm thất nghiệp; lãnh tiền thất nghiệp; thất nghiệp; nghỉ việc lãnh trợ
    cấp
chứng thực bản sao từ bản chính: công chứng bản sao; sao y; sao y bản chính; photo công chứng; công chứng giấy tờ;
    công chứng; chứng thực giấy tờ; chứng thực bằng; công chứng bằng cấp; công chứng căn cước; công chứng hộ khẩu;
    chứng thực bằng đại học; công chứng giấy tờ photo; sao y giấy tờ; chứng thực bản sao; công chứng giấy; sao y công
    chứng; chứng thực bản photo; công chứng bản photo; chứng thực sao y; chứng bản sao; dấu sao y; đóng dấu sao y;
    công chứng giấy khai sinh; công chứng bằng đại học; công chứng học bạ; chứng thực bản sao bằng đại học
chứng thực chữ ký: xác nhận chữ ký; công chứng chữ ký; chứng thực giấy ủy quyền; giấy ủy quyền; xác nhận sơ yếu lý
    lịch; chứng thực sơ yếu lý lịch; sơ yếu lý lịch; công chứng sơ yếu lý lịch; công chứng giấy ủy quyền; xác nhận lý
    lịch; ủy quyền; chữ ký; chứng thực chữ ký trên giấy ủy quyền; chứng chữ ký; làm giấy ủy quyền; lý lịch tự thuật;
    xác nhận sơ yếu; viết giấy ủy quyền
chứng thực giao dịch quyền sử dụng đất nhà ở: công chứng mua bán đất; chứng thực hợp đồng; công chứng hợp đồng; công
    chứng mua bán nhà; chứng thực hợp đồng mua bán; chứng thực mua bán đất; hợp đồng mua bán nhà đất; hợp đồng tặng
    cho; công chứng hợp đồng mua bán đất; chứng thực hợp đồng mua bán đất; hợp đồng mua bán đất; giấy mua bán đất;
    chứng thực hợp đồng tặng cho; hợp đồng mua bán; hợp đồng chuyển nhượng; chứng thực hợp đồng chuyển nhượng; công
    chứng hợp đồng tặng cho; giấy bán đất viết tay; công chứng mua bán xe; chứng thực mua bán xe; giấy mua bán xe; hợp
    đồng mua bán xe; chứng thực hợp đồng giao dịch; hợp đồng cho thuê nhà; hợp đồng đặt cọc
chứng thực di chúc: làm di chúc; lập di chúc; viết di chúc; để lại nhà cho con sau khi chết; công chứng di chúc; để
    lại tài sản cho con; để lại di chúc
chứng thực văn bản phân chia di sản: chia thừa kế; phân chia di sản; chia tài sản thừa kế; chia di sản; khai nhận thừa
    kế; phân chia thừa kế; khai nhận di sản; chia đất thừa kế; chia tài sản bố mẹ để lại; thỏa thuận phân chia di sản;
    chia nhà đất bố mẹ để lại; thừa kế; để lại nhà đất; hưởng thừa kế; di sản
chứng thực văn bản từ chối nhận di sản: từ chối thừa kế; từ chối nhận thừa kế; không nhận thừa kế; không nhận di sản;
    nhường phần thừa kế; từ chối di sản; từ chối nhận di sản
chứng thực chữ ký người dịch: dịch thuật công chứng; công chứng bản dịch; dịch giấy tờ; công chứng dịch thuật; bản
    dịch; chứng thực bản dịch; dịch thuật; dịch công chứng
cấp bản sao từ sổ gốc: sao lục sổ gốc; bản sao bằng tốt nghiệp; bản sao từ sổ gốc; mất bằng tốt nghiệp; xin bản sao
    bằng
nhập quốc tịch việt nam: xin quốc tịch việt nam; vào quốc tịch; nhập tịch; nhập quốc tịch; xin nhập quốc tịch; xin vào
    quốc tịch việt nam
thôi quốc tịch việt nam: bỏ quốc tịch; từ bỏ quốc tịch; thôi quốc tịch; xin thôi quốc tịch; bỏ quốc tịch việt nam
trở lại quốc tịch việt nam: lấy lại quốc tịch; xin lại quốc tịch; trở lại quốc tịch; hồi tịch; việt kiều lấy lại quốc
    tịch; xin lại quốc tịch việt nam; lấy lại quốc tịch việt nam
giấy xác nhận có quốc tịch việt nam: xác nhận quốc tịch; chứng minh quốc tịch việt nam; xác nhận có quốc tịch
giấy xác nhận là người gốc việt nam: gốc việt; xác nhận gốc việt; người gốc việt; việt kiều
yêu cầu trợ giúp pháp lý: luật sư miễn phí; nhờ luật sư miễn phí; trợ giúp pháp lý; không có tiền thuê luật sư; tư vấn
    luật miễn phí; không có tiền thuê luật; người nghèo cần luật sư; hỗ trợ pháp lý miễn phí; bào chữa miễn phí; thuê
    luật sư
công nhận hộ nghèo hộ cận nghèo: hộ nghèo; xét hộ nghèo; sổ hộ nghèo; làm hộ nghèo; xin hộ nghèo; xác nhận hộ nghèo;
    giấy hộ nghèo; hộ cận nghèo; vào hộ nghèo; gia đình khó khăn; nhà nghèo; hoàn cảnh khó khăn; đăng ký hộ nghèo; xét
    duyệt hộ nghèo; nghèo; công nhận hộ nghèo
công nhận hộ thoát nghèo hộ thoát cận nghèo: thoát nghèo; ra khỏi hộ nghèo; hộ thoát nghèo; xin thoát nghèo
công nhận người lao động có thu nhập thấp: thu nhập thấp; xác nhận thu nhập thấp; người thu nhập thấp; xác nhận thu
    nhập
đăng ký cai nghiện ma túy tự nguyện: cai nghiện; đi cai nghiện; nghiện ma túy; người nghiện; cai nghiện ma túy; con
    nghiện; cai thuốc phiện; đưa đi cai
tuyển chọn công dân thực hiện nghĩa vụ tham gia công an nhân dân: nghĩa vụ công an; đi nghĩa vụ công an; đăng ký đi
    công an; nghĩa vụ tham gia công an; vào công an; đi công an nghĩa vụ; đi nghĩa vụ
tuyển sinh vào các trường công an nhân dân: thi trường công an; thi vào công an; thi đại học công an; trường công an;
    học viện cảnh sát
giấy chứng nhận đủ điều kiện về an ninh trật tự: giấy an ninh trật tự; an ninh trật tự; cầm đồ; mở tiệm cầm đồ;
    karaoke; mở quán karaoke; vũ trường; kinh doanh cầm đồ; giấy phép an ninh trật tự; khách sạn; nhà nghỉ; massage;
    xoa bóp; dịch vụ bảo vệ; kinh doanh có điều kiện; mở khách sạn; dịch vụ đòi nợ; kinh doanh khách sạn; kinh doanh
    karaoke; kinh doanh nhà nghỉ; đủ điều kiện an ninh trật tự; chứng nhận an ninh trật tự
đăng ký mẫu con dấu: con dấu; làm con dấu; khắc dấu; làm dấu; khắc con dấu; mất con dấu; làm lại con dấu; đổi con dấu
thẩm định thiết kế về phòng cháy chữa cháy: thẩm duyệt phòng cháy; thẩm duyệt phòng cháy chữa cháy; giấy phòng cháy;
    giấy phép phòng cháy; thiết kế phòng cháy; duyệt phòng cháy; thẩm duyệt pccc; phòng cháy chữa cháy cho quán
nghiệm thu về phòng cháy chữa cháy: nghiệm thu phòng cháy; nghiệm thu phòng cháy chữa cháy
yêu cầu thi hành án dân sự: thi hành án; yêu cầu thi hành án; đòi tiền theo bản án; bản án không thi hành; người thua
    kiện không trả tiền; thi hành bản án; đòi nợ theo bản án
gửi nhận đơn khởi kiện: khởi kiện; kiện ra tòa; nộp đơn kiện; đơn kiện; kiện; nộp đơn ly hôn; ly dị; đơn ly hôn; thủ
    tục ly hôn; kiện tụng; kiện đòi nợ; nộp đơn ra tòa; kiện dân sự; bỏ nhau; bỏ vợ; bỏ chồng
giải quyết yêu cầu bồi thường: bồi thường oan sai; bồi thường nhà nước; đòi nhà nước bồi thường; cán bộ làm sai gây
    thiệt hại; bị oan; đòi bồi thường; oan sai
giải quyết khiếu nại: khiếu nại; làm đơn khiếu nại; đơn khiếu nại; gửi đơn khiếu nại
giải quyết tố cáo: tố cáo; đơn tố cáo; làm đơn tố cáo
giấy phép khai thác thủy sản: đánh bắt cá; đánh bắt hải sản; đánh cá; giấy phép đánh bắt; ra khơi đánh cá; khai thác
    hải sản; đi biển đánh cá; giấy phép đánh cá; đánh bắt thủy sản
đăng ký tàu cá: tàu đánh cá; thuyền đánh cá; đăng ký tàu thuyền; ghe cá; đăng ký ghe; mua tàu cá; đăng ký thuyền đánh
    cá
đăng kiểm tàu cá an toàn kỹ thuật tàu cá: đăng kiểm tàu cá; kiểm định tàu cá; an toàn kỹ thuật tàu cá
nuôi trồng thủy sản lồng bè: nuôi cá lồng; nuôi cá bè; nuôi cá lồng bè; nuôi tôm; lồng bè; nuôi cá trên sông; nuôi cá;
    nuôi thủy sản; nuôi tôm hùm; nuôi hải sản
đủ điều kiện buôn bán thuốc bảo vệ thực vật: bán thuốc trừ sâu; bán thuốc sâu; cửa hàng thuốc trừ sâu; bán thuốc bảo
    vệ thực vật; buôn thuốc trừ sâu; cửa hàng thuốc bảo vệ thực vật; thuốc trừ sâu; thuốc diệt cỏ; mở cửa hàng bán
    thuốc trừ sâu; mở đại lý thuốc trừ sâu
đủ điều kiện sản xuất phân bón: sản xuất phân bón; làm phân bón; nhà máy phân bón; mở xưởng phân bón
đủ điều kiện buôn bán thuốc thú y: bán thuốc thú y; cửa hàng thuốc thú y; mở cửa hàng thuốc thú y; mở cửa hàng bán
    thuốc thú y; đại lý thuốc thú y; kinh doanh thuốc thú y
chứng chỉ hành nghề thú y: hành nghề thú y; bác sĩ thú y; mở phòng khám thú y; chữa bệnh cho chó mèo; khám chữa bệnh
    động vật; tiêm phòng cho gia súc; phòng khám thú y
kiểm dịch động vật vận chuyển ra khỏi địa bàn cấp tỉnh: kiểm dịch lợn; kiểm dịch trâu bò; kiểm dịch gia súc; vận
    chuyển lợn; chở lợn đi tỉnh khác; kiểm dịch heo; vận chuyển trâu bò; vận chuyển gia súc; kiểm dịch gà; vận chuyển
    gia cầm; bán lợn đi tỉnh khác; chở heo; xuất lợn; chở trâu bò; kiểm dịch động vật; chở gà; kiểm dịch lợn xuất ra
    tỉnh khác; mang lợn sang tỉnh khác; vận chuyển heo
đủ điều kiện chăn nuôi trang trại quy mô lớn: trang trại lợn; trang trại chăn nuôi; nuôi lợn quy mô lớn; trại lợn;
    trại heo; trại gà; mở trang trại; chăn nuôi lợn; trang trại heo; nuôi heo quy mô lớn; trang trại gà; chăn nuôi
    trang trại; mở trại heo; mở trang trại lợn; mở trang trại chăn nuôi
sản xuất thức ăn chăn nuôi: làm cám; sản xuất cám; cám heo; cám lợn; nhà máy cám
hỗ trợ thiệt hại do dịch bệnh động vật: lợn chết dịch; dịch tả lợn; lợn bị dịch; đền bù lợn chết; hỗ trợ lợn chết; heo
    bị dịch; gà chết vì dịch; dịch tả heo châu phi; dịch tả lợn châu phi; hỗ trợ dịch bệnh
mã số vùng trồng: mã vùng trồng; xin mã vùng trồng; cấp mã vùng trồng; mã vùng trồng xuất khẩu
phương án khai thác gỗ: khai thác gỗ; chặt rừng; khai thác rừng trồng; bán gỗ rừng trồng; bán keo; khai thác keo; chặt
    cây rừng; khai thác gỗ rừng trồng; chặt rừng trồng; bán rừng keo; chặt gỗ; khai thác rừng
xác nhận bảng kê lâm sản: bảng kê lâm sản; vận chuyển gỗ; chở gỗ; giấy tờ gỗ; mua bán gỗ
chuyển đổi cơ cấu cây trồng vật nuôi trên đất trồng lúa: đào ao trên đất lúa; trồng cây trên đất lúa; đất lúa chuyển
    trồng cây ăn quả; chuyển đất lúa sang nuôi cá; trồng cây ăn quả trên đất lúa; đất lúa trồng cây khác; chuyển đổi
    cây trồng trên đất lúa
đủ điều kiện an toàn thực phẩm: giấy an toàn thực phẩm; an toàn thực phẩm; giấy vệ sinh an toàn thực phẩm; giấy phép
    an toàn thực phẩm; cơ sở đủ điều kiện an toàn thực phẩm; chứng nhận an toàn thực phẩm
công nhận nghề truyền thống làng nghề: nghề truyền thống
hỗ trợ dự án liên kết: liên kết sản xuất; hỗ trợ liên kết sản xuất nông nghiệp
hành nghề môi giới bất động sản: môi giới nhà đất; chứng chỉ môi giới; cò đất; môi giới bất động sản; chứng chỉ môi
    giới nhà đất; làm môi giới; hành nghề môi giới; cò nhà đất
chứng chỉ hành nghề kiến trúc: kiến trúc sư; chứng chỉ kiến trúc sư; hành nghề kiến trúc sư; chứng chỉ hành nghề kiến
    trúc sư
chứng chỉ hành nghề hoạt động xây dựng: chứng chỉ xây dựng; chứng chỉ hành nghề xây dựng; chứng chỉ giám sát; giám sát
    xây dựng; chứng chỉ hành nghề giám sát
chứng chỉ hành nghề luật sư: thẻ luật sư; làm luật sư; trở thành luật sư; hành nghề luật sư
đăng ký hoạt động của tổ chức hành nghề luật sư: mở văn phòng luật sư; mở công ty luật; lập văn phòng luật sư; thành
    lập văn phòng luật sư; thành lập công ty luật
bổ nhiệm công chứng viên: làm công chứng viên; trở thành công chứng viên; bổ nhiệm công chứng
thành lập văn phòng công chứng: mở văn phòng công chứng; lập văn phòng công chứng; mở phòng công chứng
cấp lại thẻ công chứng viên: mất thẻ công chứng viên; thẻ công chứng viên bị mất; làm lại thẻ công chứng viên
chứng chỉ hành nghề đấu giá: đấu giá viên; chứng chỉ đấu giá viên; thẻ đấu giá viên; làm đấu giá viên
bổ nhiệm thừa phát lại: làm thừa phát lại; thừa phát lại
cấp phép đào tạo lái xe: mở trường dạy lái xe; mở trung tâm dạy lái xe; trường dạy lái xe; trường lái xe; trung tâm
    đào tạo lái xe; mở trường lái; dạy lái xe
giáo viên dạy thực hành lái xe: thầy dạy lái xe; giáo viên dạy lái; giáo viên dạy lái xe
đổi tiền không đủ tiêu chuẩn lưu thông: tiền rách; đổi tiền rách; tiền rách nát; tiền cũ nát; tiền bị cháy; tiền bị
    mối ăn; đổi tiền cũ; tiền bị rách; tiền mục; tiền hỏng; tiền bị hư
giám định tiền giả tiền nghi giả: tiền giả; nghi tiền giả; bị đưa tiền giả; tờ tiền giả; kiểm tra tiền giả
khoanh nợ: khoanh nợ ngân hàng; xin khoanh nợ; giãn nợ; không trả được nợ ngân hàng
cấp sổ thuyền viên: sổ thuyền viên; làm thuyền viên; đi tàu viễn dương; làm sổ thuyền viên; đi tàu biển làm việc
thi cấp chứng chỉ nghiệp vụ khai hải quan: chứng chỉ khai hải quan; chứng chỉ khai báo hải quan; thi chứng chỉ hải
    quan; thi khai hải quan; thi chứng chỉ khai báo hải quan
hải quan đối với hàng hóa nhập khẩu: nhập hàng về; nhập khẩu hàng hóa; nhập hàng từ nước ngoài; nhập hàng trung quốc;
    thông quan hàng nhập
hải quan đối với hàng hóa xuất khẩu: xuất hàng đi; xuất khẩu hàng hóa; xuất hàng ra nước ngoài; thông quan hàng xuất
hải quan hàng hóa là tài sản di chuyển: chuyển đồ về nước; mang đồ dùng về nước; hồi hương mang tài sản; chuyển nhà về
    việt nam
giấy phép môi trường: giấy phép xả thải; xả thải; giấy xả thải; hồ sơ môi trường; giấy môi trường; xả nước thải; giấy
    phép xả nước thải
thẩm định báo cáo đánh giá tác động môi trường: đánh giá tác động môi trường; báo cáo môi trường; thẩm định đánh giá
    tác động môi trường; báo cáo đánh giá tác động môi trường
khai thác nước dưới đất: khoan giếng; giếng khoan; khoan giếng lấy nước; đào giếng; khai thác nước ngầm; nước ngầm;
    khoan nước ngầm
khai thác khoáng sản: khai thác cát; khai thác đá; mỏ cát; mỏ đá; khai thác đất; hút cát; đào cát; khai thác sỏi; mỏ
    đất
cấp giấy chứng nhận đăng ký đầu tư: giấy phép đầu tư; xin giấy phép đầu tư; đăng ký đầu tư; giấy chứng nhận đầu tư
phiếu đăng ký dự thi cấp thẻ thẩm định viên về giá: thẩm định viên về giá; thẻ thẩm định giá
công bố hợp quy: hợp quy; dán tem hợp quy; tem cr; chứng nhận hợp quy
đăng ký tham gia hệ thống mạng đấu thầu quốc gia: đấu thầu qua mạng; tài khoản đấu thầu; đăng ký đấu thầu
pháo hoa: bán pháo hoa; bắn pháo hoa; bán pháo
công nhận ban quản trị nhà chung cư: ban quản trị chung cư; bầu ban quản trị
cấp tài khoản định danh điện tử cho cơ quan tổ chức: định danh tổ chức; vneid cho công ty; định danh cho doanh nghiệp;
    định danh doanh nghiệp; tài khoản định danh tổ chức
liên thông khai sinh thường trú cấp thẻ bảo hiểm y tế cho trẻ em dưới 6 tuổi: liên thông khai sinh; liên thông; khai
    sinh nhập hộ khẩu bảo hiểm y tế; thẻ bảo hiểm y tế cho trẻ; bảo hiểm y tế cho trẻ em; thẻ bảo hiểm y tế cho bé;
    bảo hiểm y tế cho con; bảo hiểm cho trẻ dưới 6 tuổi; bảo hiểm y tế trẻ dưới 6 tuổi
người hoạt động kháng chiến nhiễm chất độc hóa học: chất độc màu da cam; chất độc da cam; nhiễm chất độc da cam; da
    cam; chất độc hóa học
trợ cấp thương binh: thương binh; thương tật chiến tranh
công nhận liệt sỹ: liệt sĩ; công nhận liệt sĩ; thân nhân liệt sĩ; gia đình liệt sĩ; bằng tổ quốc ghi công
trợ cấp xã hội người cao tuổi: trợ cấp người già; tiền người cao tuổi
trợ cấp hưu trí xã hội: tiền người già
khai thác thông tin của công dân trong cơ sở dữ liệu quốc gia về dân cư: xem thông tin dân cư; xin thông tin dân cư
khai báo công cụ hỗ trợ: súng bắn đạn cao su; roi điện; bình xịt hơi cay
khai báo vũ khí thô sơ: kiếm trưng bày; dao găm gia bảo; vũ khí thô sơ
vận chuyển hàng hóa nguy hiểm: chở xăng dầu; chở gas; chở hóa chất; vận chuyển hàng nguy hiểm; chở hàng nguy hiểm
đăng ký khai thác tuyến vận tải hành khách cố định: chạy tuyến cố định; mở tuyến xe khách; xe khách chạy tuyến; tuyến
    cố định
cấp lại phù hiệu: mất phù hiệu; phù hiệu hết hạn
thi công công trình trên đường bộ: đào đường; đào vỉa hè; cắt đường; đào đường lắp ống nước; thi công trên đường
ở nước ngoài: ở mỹ; ở nhật; ở nhật bản; ở hàn; ở hàn quốc; ở đài loan; ở đức; ở úc; ở pháp; ở canada; ở lào; ở trung
    quốc; ở campuchia; ở singapore; ở thái lan; ở nga; ở séc; ở ba lan; ở malaysia; ở châu âu
ở nước ngoài: bên mỹ; bên nhật; bên nhật bản; bên hàn; bên hàn quốc; bên đài loan; bên đức; bên úc; bên pháp; bên
    canada; bên lào; bên trung quốc; bên campuchia; bên singapore; bên thái lan; bên nga; bên séc; bên ba lan; bên
    malaysia; bên châu âu
ở nước ngoài: tại mỹ; tại nhật; tại nhật bản; tại hàn; tại hàn quốc; tại đài loan; tại đức; tại úc; tại pháp; tại
    canada; tại lào; tại trung quốc; tại campuchia; tại singapore; tại thái lan; tại nga; tại séc; tại ba lan; tại
    malaysia; tại châu âu
người nước ngoài: người mỹ; người nhật; người nhật bản; người hàn; người hàn quốc; người đài loan; người đức; người
    úc; người pháp; người canada; người lào; người trung quốc; người campuchia; người singapore; người thái lan; người
    nga; người séc; người ba lan; người malaysia; người châu âu
ra nước ngoài: sang mỹ; sang nhật; sang nhật bản; sang hàn; sang hàn quốc; sang đài loan; sang đức; sang úc; sang
    pháp; sang canada; sang lào; sang trung quốc; sang campuchia; sang singapore; sang thái lan; sang nga; sang séc;
    sang ba lan; sang malaysia; sang châu âu
ra nước ngoài: đi mỹ; đi nhật; đi nhật bản; đi hàn; đi hàn quốc; đi đài loan; đi đức; đi úc; đi pháp; đi canada; đi
    trung quốc; đi campuchia; đi singapore; đi thái lan; đi nga; đi séc; đi ba lan; đi malaysia; đi châu âu
người nước ngoài: ông tây; bà tây; ngoại quốc; người ngoại quốc; khách tây
đăng ký tạm trú: ký túc xá; ở ký túc xá; ở nhờ nhà người quen; ở nhờ; ở chung cư thuê; thuê căn hộ; nhà thuê; ở khu
    trọ; xóm trọ; đăng ký tạm trú cho công nhân; đăng ký tạm trú cho sinh viên; đăng ký tạm trú online
đăng ký cai nghiện ma túy tự nguyện: hút chích; chích hút; nghiện hút; nghiện thuốc; nghiện heroin; chơi ma túy;
    nghiện ngập; dính ma túy
gửi nhận đơn khởi kiện: ly thân; ly hôn đơn phương; đơn phương ly hôn; ly hôn thuận tình; thuận tình ly hôn; giành
    quyền nuôi con; quyền nuôi con; nộp đơn ra toà; đưa ra tòa; kiện đòi tiền; tranh chấp hợp đồng; chia tài sản sau
    ly hôn
yêu cầu thi hành án dân sự: tòa đã xử; tòa xử rồi; thắng kiện; bản án có hiệu lực; không chịu trả tiền; không chịu thi
    hành; án đã tuyên
đề nghị khoanh nợ: không trả được nợ; không trả nổi nợ; vay ngân hàng không trả được; mất mùa không trả được; mất
    trắng vốn vay; thiên tai không trả được nợ
xử lý hóa đơn điện tử đã lập sai: viết nhầm hóa đơn; ghi nhầm hóa đơn; xuất nhầm hóa đơn; hóa đơn nhầm; hóa đơn bị
    sai; lập nhầm hóa đơn; sai mã số thuế trên hóa đơn
tặng cho quyền sử dụng đất cho nhà nước hoặc mở rộng đường giao thông: hiến đất; hiến đất làm đường; hiến đất mở
    đường; cho đất làm đường; hiến đất làm nhà văn hóa
cấp lại giấy chứng nhận do bị mất: cháy sổ đỏ; sổ đỏ cháy; mất giấy tờ đất; mất giấy tờ nhà đất; mất bìa; mất sổ
hưởng chế độ thai sản: sinh mổ; sinh thường; nghỉ hậu sản; nghỉ 6 tháng sinh; khám thai; sảy thai; nạo hút thai; tiền
    trợ cấp sinh con
nhập quốc tịch việt nam: đổi quốc tịch thành việt nam; thành công dân việt nam; trở thành công dân việt nam; thành
    người việt nam; lấy quốc tịch việt nam
đăng ký đóng cấp thẻ bảo hiểm y tế người chỉ tham gia bảo hiểm y tế: bảo hiểm y tế học sinh; bảo hiểm y tế cho học
    sinh; bảo hiểm y tế sinh viên; bảo hiểm y tế cho sinh viên; bảo hiểm y tế cho người già; bảo hiểm y tế hộ nghèo;
    thẻ bảo hiểm hết hạn; thẻ bảo hiểm y tế hết hạn
đăng ký biến động chuyển nhượng thừa kế tặng cho quyền sử dụng đất: đất bố mẹ cho; đứng tên sổ đỏ; đứng tên đất; sang
    tên mảnh đất; thay tên sổ đỏ; chuyển sổ đỏ cho con; sang tên đất cho con; sang tên cho con; cho con nhà đất; tặng
    nhà đất; sang tên căn hộ; mua căn hộ; mua chung cư; chuyển nhượng nhà đất
đăng ký biến động đổi tên thay đổi thông tin về người sử dụng đất: đổi tên trên sổ đỏ; đổi số chứng minh trên sổ đỏ;
    cập nhật căn cước vào sổ đỏ; đổi thông tin trên sổ đỏ; thay đổi thông tin trên sổ đỏ; đổi tên chủ sở hữu trên sổ
    đỏ; cập nhật thông tin sổ đỏ
dừng thực hiện thủ tục đăng ký hộ kinh doanh: dừng đăng ký hộ kinh doanh; hủy hồ sơ đăng ký hộ kinh doanh; rút hồ sơ
    đăng ký hộ kinh doanh
xác nhận kết quả thi hành án: xác nhận đã thi hành án; xác nhận thi hành án xong; thi hành án xong; giấy xác nhận thi
    hành án
đăng ký giải thể hợp tác xã: giải thể hợp tác xã
hoàn thuế giá trị gia tăng: hoàn thuế gtgt; hoàn thuế vat; hoàn vat
khai thuế giá trị gia tăng: kê khai thuế giá trị gia tăng; khai thuế vat; nộp thuế giá trị gia tăng
khai quyết toán thuế thu nhập doanh nghiệp: quyết toán thuế thu nhập doanh nghiệp; quyết toán thuế công ty; quyết toán
    thuế doanh nghiệp
chế độ tnlđ bnn do thương tật bệnh tật tái phát: tai nạn lao động tái phát; bệnh nghề nghiệp tái phát; vết thương cũ
    tái phát; thương tật tái phát
hộ thoát nghèo hộ thoát cận nghèo thường xuyên: ra khỏi diện hộ nghèo; khai trừ hộ nghèo; xin ra hộ nghèo; hết nghèo
thông báo về việc tự quyết định chấm dứt hoạt động dự án của nhà đầu tư: dừng dự án đầu tư; chấm dứt dự án; bỏ dự án
cấp giấy phép hoạt động xây dựng cho nhà thầu nước ngoài: nhà thầu ngoại quốc; nhà thầu nước ngoài xin phép xây dựng;
    nhà thầu ngoại
đăng ký xe tạm thời: chạy xe tạm; xe chưa có biển chạy tạm
tuyển chọn tổ viên tổ bảo vệ an ninh trật tự: vào tổ bảo vệ; tổ bảo vệ an ninh; tổ an ninh trật tự cơ sở; dân phòng;
    bảo vệ dân phố
đăng ký khai sinh có yếu tố nước ngoài: khai sinh có bố là người nước ngoài; khai sinh con lai; khai sinh cho con lai;
    khai sinh có yếu tố nước ngoài; khai sinh cha nước ngoài; làm khai sinh có yếu tố nước ngoài
hỗ trợ khi hòa giải viên gặp tai nạn: hòa giải viên bị tai nạn
thanh toán thù lao cho hòa giải viên: thù lao hòa giải viên; tiền công hòa giải; trả tiền hòa giải viên
công nhận hòa giải viên: làm hòa giải viên; bầu hòa giải viên
hỗ trợ tư vấn pháp luật doanh nghiệp nhỏ và vừa: doanh nghiệp nhỏ cần luật sư; hỗ trợ pháp lý doanh nghiệp
quyết định giao đất cho thuê đất: xin giao đất; xin thuê đất; thuê đất nhà nước; xin đất làm nhà; được giao đất
xác nhận tiếp tục sử dụng đất nông nghiệp: đất nông nghiệp hết hạn; đất ruộng hết hạn; hết hạn đất nông nghiệp
xác định lại diện tích đất ở: sổ đỏ ghi thiếu đất ở; xác định lại đất ở; công nhận lại diện tích đất ở
cung cấp thông tin dữ liệu đo đạc bản đồ: xin trích đo; bản đồ địa chính; mua bản đồ
chứng chỉ hành nghề đo đạc và bản đồ: chứng chỉ đo đạc; hành nghề đo đạc
đổi chứng nhận đăng ký xe biển số xe: biển số bị gãy; biển số hỏng; đổi sang biển vàng; giấy đăng ký xe cũ
cấp giấy chứng nhận kiểm định xe cơ giới: đăng kiểm xe máy; kiểm định khí thải; đo khí thải xe máy
khai báo tạm trú cho người nước ngoài: cho tây thuê nhà; cho khách nước ngoài thuê; người hàn thuê nhà; homestay có
    khách nước ngoài; airbnb
cấp thị thực điện tử: visa điện tử; thị thực điện tử
cấp thẻ thường trú cho người nước ngoài: thẻ thường trú; người nước ngoài xin thường trú; thường trú cho người nước
    ngoài; thường trú vĩnh viễn
cấp giấy phép vào khu vực biên giới: vào khu vực biên giới; đi biên giới; vào vùng cấm; lên biên giới
xác nhận thông tin liên quan đến xuất nhập cảnh: lịch sử xuất nhập cảnh; xác nhận xuất nhập cảnh; xem lịch sử đi nước
    ngoài
bản sao bản án: xin bản án; sao bản án; trích lục bản án; xin lại bản án
giải quyết tranh chấp đất đai: xã giải quyết tranh chấp đất; hòa giải không thành; hòa giải không được
thu hồi giấy chứng nhận đã cấp: sổ đỏ cấp sai người; thu hồi sổ đỏ; hủy sổ đỏ; cấp sai sổ đỏ
chấp thuận chủ trương đầu tư: xin chủ trương đầu tư; xin chủ trương; chủ trương đầu tư dự án
góp vốn mua cổ phần: người nước ngoài mua cổ phần; nước ngoài góp vốn; mua lại công ty
đăng ký thành lập doanh nghiệp tư nhân: mở doanh nghiệp tư nhân; lập doanh nghiệp tư nhân
chuyển đổi công ty: chuyển công ty tnhh sang cổ phần; chuyển loại hình công ty; đổi loại hình công ty
đăng ký thay đổi thành viên công ty: thêm thành viên công ty; rút khỏi công ty; thêm người góp vốn; thay đổi thành
    viên góp vốn; chuyển nhượng phần vốn góp
cấp giấy chứng nhận đăng ký thuế: mất giấy mã số thuế; mất thẻ mã số thuế; mất giấy chứng nhận đăng ký thuế
miễn giảm thuế: xin miễn thuế; giảm thuế; xin giảm thuế; miễn thuế do thiên tai
gia hạn nộp thuế: xin gia hạn thuế; lùi hạn nộp thuế; chậm nộp thuế
khai lệ phí trước bạ nhà đất: miễn lệ phí trước bạ; miễn trước bạ; miễn thuế trước bạ
giao dịch với cơ quan thuế bằng phương thức điện tử: tài khoản thuế điện tử; đăng ký etax; etax mobile; etax; nộp thuế
    điện tử
giấy phép sử dụng vũ khí thể thao: súng thể thao; bắn súng thể thao
giao khu vực biển: thuê mặt biển; thuê vùng biển; mặt nước biển nuôi trồng
hoạt động trong phạm vi bảo vệ công trình thủy lợi: gần kênh mương; cạnh kênh thủy lợi; xây nhà cạnh kênh; gần đê;
    trên bờ kênh
cấp phép hoạt động liên quan đến đê điều: xây nhà gần đê; cạnh đê; qua đê
trợ cấp lực lượng xung kích phòng chống thiên tai: xung kích phòng chống thiên tai; đi chống bão bị thương
hỗ trợ phát triển sản xuất: vay vốn sản xuất; hỗ trợ cây giống con giống; hỗ trợ giống; hỗ trợ sản xuất
cấp mã số định danh cơ sở chăn nuôi: mã số cơ sở chăn nuôi; kê khai chăn nuôi; đăng ký chăn nuôi
công nhận vườn cây đầu dòng: cây đầu dòng; vườn đầu dòng; cây giống đầu dòng
khảo nghiệm giống cây trồng: giống cây mới; lúa giống mới
bảo hộ giống cây trồng: bản quyền giống cây; bảo hộ giống
nuôi động vật hoang dã cites: nuôi động vật hoang dã; nuôi khỉ; nuôi rắn; nuôi gấu; nuôi công; nuôi nhím; nuôi cá sấu
cho thuê rừng giao rừng: xin giao rừng; nhận rừng; thuê rừng; giao đất rừng
chuyển mục đích sử dụng rừng sang mục đích khác: chuyển đất rừng; đất rừng sang đất ở; phá rừng làm rẫy
cấp giấy phép đào tạo lái xe: mở trung tâm sát hạch
chứng chỉ nghiệp vụ chuyên môn về đấu thầu: chứng chỉ đấu thầu
quản tài viên: chứng chỉ quản tài viên
cho thuê nhà ở công vụ: nhà công vụ; thuê nhà công vụ; xin nhà công vụ
cho thuê nhà ở sinh viên: thuê ký túc xá nhà nước; nhà ở sinh viên
cho thuê nhà ở cũ thuộc tài sản công: thuê nhà nhà nước; đang thuê nhà nhà nước; nhà tập thể cũ
gia hạn thời hạn sở hữu nhà ở tại việt nam của tổ chức cá nhân nước ngoài: người nước ngoài mua nhà; nhà của người
    nước ngoài hết hạn
$$) AS line, regexp_split_to_table(split_part(line, ':', 2), ';') AS term;

-- Words whose meaning depends on others: meaning, terms, context.
INSERT INTO search_term (term, context, kind, meaning, words)
SELECT btrim(term), btrim(split_part(line, ':', 3)), 'meaning', split_part(line, ':', 1),
    search_words_of_term(btrim(term))
FROM pg_temp.unwrapped($$
đăng ký khai tử: mất; chết; đi rồi; ra đi; không còn nữa: anh trai; ba; bà; bà ngoại; bà nội; bác; bố; cha; chú; chị
    gái; chồng; cô; cụ; dì; em gái; em trai; má; mẹ; người nhà; người thân; vợ; ông; ông ngoại; ông nội
cấp lại: mất; rơi; làm rơi; đánh rơi; thất lạc; rớt; bị mất; làm mất; cháy; rách; hỏng; hư: biển số; bóp; bằng; chứng
    chỉ; chứng nhận; con dấu; căn cước; giấy; giấy phép; hộ chiếu; phù hiệu; sổ; thẻ; ví; đăng ký
khai sinh: sinh; đẻ; mới sinh; vừa sinh; sanh: bé; bệnh viện; cháu; con; em bé; nhà hộ sinh; trẻ; vợ
gia hạn cấp đổi: hết hạn; sắp hết hạn; quá hạn: chứng chỉ; chứng nhận; giấy; giấy phép; thẻ
xóa đăng ký: xóa: thường trú; thế chấp; tàu cá; tạm trú
$$) AS line, regexp_split_to_table(split_part(line, ':', 2), ';') AS term;

-- Abbreviations of which the same is true.
INSERT INTO search_term (term, context, kind, meaning, words)
SELECT btrim(term), btrim(split_part(line, ':', 3)), 'abbreviation', split_part(line, ':', 1),
    search_words_of_term(btrim(term))
FROM pg_temp.unwrapped($$
thường trú: tt: con; dk; dki; dky; nhập; vk; vợ; xóa; đk; đki; đky; đăng ký
$$) AS line, regexp_split_to_table(split_part(line, ':', 2), ';') AS term;

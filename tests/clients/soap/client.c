/* gSOAP. Lines of standard input name an operation and its elements, separated by tabs; each gets one line. */
#include <stdio.h>
#include <string.h>
#include "soapH.h"
#include "TraCuuDanCuSoap11.nsmap"

typedef int (*Search)(struct soap *, const char *, const char *, struct ns1__YeuCau *, struct _ns2__CongdanCollection *);

#define OPERATION(name) {#name, soap_call___ns1__##name}
static const struct { const char *name; Search call; } searches[] = {
  OPERATION(TraCuuThongTinCongDan), OPERATION(XacMinhThongTinNhanThan), OPERATION(XacMinhThongTinNguoiGiamHo),
  OPERATION(XacMinhThongTinChuHo), OPERATION(XacMinhThongTinNoiOHienTai), OPERATION(XacMinhTinhTrangHonNhan),
  OPERATION(CungCapThongTinNhomMau), OPERATION(CungCapThongTinHoGiaDinh),
};

static void report_fault(struct soap *soap) {
  if (soap->fault && soap->fault->detail && soap->fault->detail->ns2__LoiNghiepVu)
    printf("fault %s\n", soap->fault->detail->ns2__LoiNghiepVu->Ma);
  else
    soap_print_fault(soap, stdout);
}

static void search(struct soap *soap, const char *url, Search call, struct ns1__YeuCau *request) {
  struct _ns2__CongdanCollection found;
  memset(&found, 0, sizeof found);
  if (call(soap, url, "", request, &found) != SOAP_OK)
    report_fault(soap);
  else if (found.__sizeCongDan == 0)
    puts("nobody");
  else
    printf("found %s\n", found.CongDan[0].HoVaTen->Ten);
}

static void confirm(struct soap *soap, const char *url, struct ns1__YeuCau *request) {
  struct _ns1__KetQuaXacThuc found;
  memset(&found, 0, sizeof found);
  if (soap_call___ns1__XacThucThongTinCongDan(soap, url, "", request, &found) != SOAP_OK)
    report_fault(soap);
  else
    puts(found.TonTai ? "true" : "false");
}

int main(int count, char **arguments) {
  char url[200], header[8000], line[2000];
  (void)count;
  snprintf(url, sizeof url, "%s/soap", arguments[1]);
  snprintf(header, sizeof header, "Authorization: Bearer %s", arguments[2]);
  while (fgets(line, sizeof line, stdin)) {
    char *parts[7], *rest = line;
    line[strcspn(line, "\n")] = 0;
    for (int number = 0; number < 7; number++)
      parts[number] = strsep(&rest, "\t");
    struct ns1__NgaySinhYeuCau birth = {0};
    struct ns1__YeuCau request = {0};
    birth.NgayThangNam = parts[6];
    request.MaYeuCau = parts[1], request.MaDVC = parts[2], request.MaCanBo = parts[3];
    request.SoDinhDanh = parts[4], request.HoVaTen = parts[5], request.NgayThangNamSinh = &birth;
    struct soap *soap = soap_new1(SOAP_C_UTFSTRING);
    soap->http_extra_header = header;
    if (strcmp(parts[0], "XacThucThongTinCongDan") == 0)
      confirm(soap, url, &request);
    for (size_t number = 0; number < sizeof searches / sizeof *searches; number++)
      if (strcmp(parts[0], searches[number].name) == 0)
        search(soap, url, searches[number].call, &request);
    soap_destroy(soap), soap_end(soap), soap_free(soap);
  }
  return 0;
}

// The package `soap` of npm. Lines of standard input name an operation and its elements, separated by tabs; each gets one
// line.
import { createRequire } from "node:module";
import readline from "node:readline";

const [, , modules, url, token] = process.argv;
const soap = createRequire(`${modules}/`)("soap");
const client = await soap.createClientAsync(`${url}/soap?wsdl`);
client.setSecurity(new soap.BearerSecurity(token));
for await (const line of readline.createInterface({ input: process.stdin })) {
  const [operation, id, procedure, officer, number, name, birth] = line.split("\t");
  const elements = {
    MaYeuCau: id, MaDVC: procedure, MaCanBo: officer, SoDinhDanh: number, HoVaTen: name,
    NgayThangNamSinh: { NgayThangNam: birth },
  };
  try {
    const [found] = await client[`${operation}Async`](elements);
    if (found && "TonTai" in found) console.log(String(found.TonTai));
    else if (!found || !found.CongDan) console.log("nobody");
    else console.log(`found ${found.CongDan[0].HoVaTen.Ten}`);
  } catch (error) {
    console.log(`fault ${error.root.Envelope.Body.Fault.detail.LoiNghiepVu.Ma}`);
  }
}

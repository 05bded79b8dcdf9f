<?php
// SoapClient of PHP. Lines of standard input name an operation and its elements, separated by tabs; each gets one line.
[, $url, $token] = $argv;
$context = stream_context_create(["http" => ["header" => "Authorization: Bearer $token"]]);
$client = new SoapClient("$url/soap?wsdl", [
    "stream_context" => $context, "cache_wsdl" => WSDL_CACHE_NONE, "exceptions" => true,
]);
while (($line = fgets(STDIN)) !== false) {
    [$operation, $id, $procedure, $officer, $number, $name, $birth] = explode("\t", rtrim($line, "\n"));
    try {
        $found = $client->__soapCall($operation, [[
            "MaYeuCau" => $id, "MaDVC" => $procedure, "MaCanBo" => $officer, "SoDinhDanh" => $number,
            "HoVaTen" => $name, "NgayThangNamSinh" => ["NgayThangNam" => $birth],
        ]]);
        if (property_exists($found, "TonTai")) {
            echo $found->TonTai ? "true\n" : "false\n";
        } elseif (!isset($found->CongDan)) {
            echo "nobody\n";
        } else {
            $first = is_array($found->CongDan) ? $found->CongDan[0] : $found->CongDan;
            echo "found {$first->HoVaTen->Ten}\n";
        }
    } catch (SoapFault $fault) {
        echo "fault {$fault->detail->LoiNghiepVu->Ma}\n";
    }
}

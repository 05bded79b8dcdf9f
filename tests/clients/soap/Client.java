import bca.dancuquocgia.Loi;
import bca.dancuquocgia.NgaySinhYeuCau;
import bca.dancuquocgia.TraCuuDanCu;
import bca.dancuquocgia.TraCuuDanCu_Service;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.handler.MessageContext;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import vn.gov.mic.dancu._1.CongDan;

/** JAX-WS RI. Lines of standard input name an operation and its elements, separated by tabs; each gets one line. */
public class Client {
  public static void main(String[] arguments) throws Exception {
    TraCuuDanCu port = new TraCuuDanCu_Service(new URL(arguments[0] + "/soap?wsdl")).getSoap11();
    Map<String, List<String>> headers = Map.of("Authorization", List.of("Bearer " + arguments[1]));
    ((BindingProvider) port).getRequestContext().put(MessageContext.HTTP_REQUEST_HEADERS, headers);
    var output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line; (line = input.readLine()) != null; ) {
      output.println(call(port, line.split("\t", -1)));
    }
  }

  /** The generated methods take the elements of the request one by one, the same for every operation. */
  static String call(TraCuuDanCu port, String[] stated) throws Exception {
    var birth = new NgaySinhYeuCau();
    birth.setNgayThangNam(stated[6]);
    Object[] elements = {stated[1], stated[2], null, stated[3], null, null, null, stated[4], null, stated[5], birth};
    try {
      Object found = operation(stated[0]).invoke(port, elements);
      if (found instanceof Boolean exists) {
        return exists.toString();
      }
      List<?> persons = (List<?>) found;
      return persons.isEmpty() ? "nobody" : "found " + ((CongDan) persons.get(0)).getHoVaTen().getTen();
    } catch (InvocationTargetException failure) {
      if (failure.getCause() instanceof Loi fault) {
        return "fault " + fault.getFaultInfo().getMa();
      }
      throw failure;
    }
  }

  static Method operation(String name) {
    for (Method method : TraCuuDanCu.class.getMethods()) {
      if (method.getName().equalsIgnoreCase(name)) {
        return method;
      }
    }
    throw new IllegalArgumentException(name);
  }
}

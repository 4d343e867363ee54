package dev.parlour.operations;

import dev.parlour.shared.Settings;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * {@code POST /api/operations/drain} with the operator's token, the setting {@code operator.token};
 * without that setting there is no such command. Answers 204 when the node is drained; it goes on
 * to pass people's messages to other nodes until it is stopped.
 */
@WebServlet("/api/operations/drain")
public class DrainCommand extends HttpServlet {
  private static final long serialVersionUID = 1L;

  @EJB private transient Drain drain;

  private final transient OperatorToken token = OperatorToken.from(Settings.ofProcess());

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!token.exists()) {
      refuse(response, 404, "Not Found", "not_found", "This server has no operator's token.");
    } else if (!token.shownBy(request.getHeader("Authorization"))) {
      response.setHeader("WWW-Authenticate", "Bearer");
      refuse(response, 401, "Unauthorized", "unauthorized", "Only the operator can do that.");
    } else {
      drain.begin();
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  private static void refuse(
      HttpServletResponse response, int status, String title, String code, String detail)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response
        .getOutputStream()
        .write(problem(status, title, code, detail).getBytes(StandardCharsets.UTF_8));
  }

  /** As everywhere under {@code /api}; written here, since operations know no feature. */
  static String problem(int status, String title, String code, String detail) {
    return """
    {"type":"urn:parlour:problem:%s","title":"%s","status":%d,"code":"%s","detail":"%s"}\
    """
        .formatted(code, title, status, code, detail);
  }
}

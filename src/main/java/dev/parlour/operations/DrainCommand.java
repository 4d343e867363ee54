package dev.parlour.operations;

import dev.parlour.shared.Settings;
import jakarta.ejb.EJB;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/**
 * {@code POST /api/operations/drain} with the operator's token, the setting {@code operator.token};
 * without that setting there is no such command. Answers 204 when the node is drained; it goes on
 * to pass people's messages to other nodes until it is stopped.
 */
@WebServlet("/api/operations/drain")
public class DrainCommand extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final int SHORTEST_TOKEN = 16;

  @EJB private transient Drain drain;

  private final String token = Settings.ofProcess().text("operator.token", "");

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (token.length() < SHORTEST_TOKEN) {
      problem(response, 404, "not_found", "This server has no operator's token.");
    } else if (!same("Bearer " + token, request.getHeader("Authorization"))) {
      response.setHeader("WWW-Authenticate", "Bearer");
      problem(response, 401, "unauthorized", "Only the operator can do that.");
    } else {
      drain.begin();
      response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    }
  }

  /** Takes as long for a token that is nearly right. */
  private static boolean same(String expected, String given) {
    return given != null
        && MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
  }

  private static void problem(HttpServletResponse response, int status, String code, String detail)
      throws IOException {
    response.setStatus(status);
    response.setContentType("application/problem+json");
    response
        .getOutputStream()
        .write(
            ("{\"status\":" + status + ",\"code\":\"" + code + "\",\"detail\":\"" + detail + "\"}")
                .getBytes(StandardCharsets.UTF_8));
  }
}

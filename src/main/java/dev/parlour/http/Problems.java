package dev.parlour.http;

import dev.parlour.wire.Problem;
import dev.parlour.wire.Refusals;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Whatever goes wrong in a resource, as a problem document. */
@Provider
public class Problems implements ExceptionMapper<Throwable> {
  private static final Logger LOG = Logger.getLogger(Problems.class.getName());

  @Override
  public Response toResponse(Throwable thrown) {
    return switch (thrown) {
      case Refused refused -> response(refused);
      case WebApplicationException known when known.getResponse().getStatus() < 400 ->
          known.getResponse();
      case WebApplicationException known ->
          response(of(known.getResponse().getStatus()), known.getResponse());
      default -> {
        Throwable cause = thrown.getCause();
        if (cause instanceof Refused refused) {
          yield response(refused);
        }
        LOG.log(Level.SEVERE, "A resource failed", thrown);
        yield response(Faults.problem(thrown), null);
      }
    };
  }

  private static Response response(Refused refused) {
    Response response = response(Problem.of(refused.rejection()), null);
    if (refused.retryAfter() > 0) {
      response.getHeaders().putSingle("Retry-After", Long.toString(refused.retryAfter()));
    }
    return response;
  }

  private static Problem of(int status) {
    String detail =
        switch (status) {
          case 404 -> "There is nothing at this address.";
          case 405 -> "This address does not know that method.";
          case 406 -> "This address answers in application/json.";
          case 415 -> "The body must be application/json.";
          default -> "This request cannot be answered.";
        };
    return Problem.of(status, Refusals.code(status), detail);
  }

  private static Response response(Problem problem, Response container) {
    Response.ResponseBuilder response =
        Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
    if (container != null && container.getHeaderString("Allow") != null) {
      response.header("Allow", container.getHeaderString("Allow"));
    }
    if (problem.status() == 401) {
      response.header("WWW-Authenticate", "Bearer");
    }
    if (problem.status() == 503) {
      response.header("Retry-After", "1");
    }
    return response.build();
  }
}

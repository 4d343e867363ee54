package dev.parlour.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class FrontDoorTest {
  private static final String FORM = "application/x-www-form-urlencoded";

  private final AtomicBoolean decoded = new AtomicBoolean();

  @Test
  void noFormIsReadBeforeItsLengthIsKnown() {
    assertThat(refusal("/create", "game=trivia", FORM, -1)).isEqualTo("length_required");
    assertThat(decoded).isFalse();
  }

  @Test
  void noFormIsReadThatIsTooLarge() {
    assertThat(refusal("/create", "game=trivia", FORM, 100_000_000)).isEqualTo("too_large");
    assertThat(refusal("/api/rooms", "a=b", FORM, 100_000_000)).isEqualTo("too_large");
    assertThat(decoded).isFalse();
  }

  @Test
  void aFormThatCannotBeDecodedIsABadRequest() {
    assertThat(refusal("/create", null, FORM, 3)).isEqualTo("bad_request");
    assertThat(decoded).isTrue();
  }

  @Test
  void aQueryThatCannotBeDecodedIsABadRequest() {
    assertThat(refusal("/create", "a=%zz", null, 0)).isEqualTo("bad_request");
    assertThat(refusal("/api/rooms", "a=%zz", "application/json", 2)).isEqualTo("bad_request");
  }

  @Test
  void whatNamesARoomOrACodeToComeBackWithIsCountedWhereItMisses() {
    assertThat(
            List.of(
                "/r/ACDEFG",
                "/join/ACDEFG",
                "/api/rooms/ACDEFG",
                "/back",
                "/back/ACDEFGHJ",
                "/api/return-codes/ACDEFGHJ"))
        .allMatch(FrontDoor::guessable);
    assertThat(List.of("/", "/join", "/api/rooms", "/create", "/static/css/parlour.css"))
        .noneMatch(FrontDoor::guessable);
  }

  @Test
  void noCodeToComeBackWithGetsIntoTheLog() {
    assertThat(FrontDoor.shown("/back/ACDEFGHJ")).isEqualTo("/back/…");
    assertThat(FrontDoor.shown("/api/return-codes/ACDEFGHJ")).isEqualTo("/api/return-codes/…");
    assertThat(FrontDoor.shown("/r/ACDEFG/host")).isEqualTo("/r/ACDEFG/host");
  }

  private String refusal(String path, String query, String type, long length) {
    HttpServletRequest request =
        (HttpServletRequest)
            Proxy.newProxyInstance(
                FrontDoorTest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getMethod" -> "POST";
                      case "getServletPath" -> path;
                      case "getQueryString" -> query;
                      case "getContentType" -> type;
                      case "getContentLengthLong" -> length;
                      case "getPathInfo", "getHeader" -> null;
                      case "getParameterMap" -> {
                        decoded.set(true);
                        throw new IllegalArgumentException("not decodable");
                      }
                      default -> throw new AssertionError("asked too early: " + method.getName());
                    });
    HttpServletResponse response =
        (HttpServletResponse)
            Proxy.newProxyInstance(
                FrontDoorTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> null);
    Caller caller = new Caller("192.0.2.1", "http", "localhost:9080");
    return catchThrowableOfType(
            Refused.class, () -> new FrontDoor().admitted(request, response, caller))
        .rejection()
        .code();
  }
}

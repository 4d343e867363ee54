package dev.parlour.room.web;

import dev.parlour.http.Caller;
import dev.parlour.http.Returns;
import dev.parlour.player.ReturnCode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A code to come back with, as it is shown.
 *
 * @param path of the link
 * @param host before the path, as the browser calls this server
 * @param picture the link as a QR code, as an address of its own, so that the code is in no further
 *     request; null where the link is too long for one
 * @param minutes how long it is valid
 */
public record ReturnCard(ReturnCode code, String path, String host, String picture, long minutes) {
  /** A name of the DNS has 253 characters at most. */
  private static final int LONGEST_ORIGIN = 300;

  static ReturnCard of(ReturnCode code, Caller caller) {
    String path = "/back/" + code.value();
    String origin = caller.origin();
    String picture =
        origin.length() > LONGEST_ORIGIN
            ? null
            : "data:image/svg+xml;base64,"
                + Base64.getEncoder()
                    .encodeToString(QrPicture.of(origin + path).getBytes(StandardCharsets.UTF_8));
    return new ReturnCard(
        code, path, caller.host(), picture, Math.ceilDiv(Returns.valid().toSeconds(), 60));
  }

  /** The code for a voice: letter by letter. */
  public String spelled() {
    return String.join(" ", code.value().split(""));
  }
}

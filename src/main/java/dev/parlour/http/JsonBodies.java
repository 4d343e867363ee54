package dev.parlour.http;

import dev.parlour.wire.Envelopes;
import dev.parlour.wire.Json;
import dev.parlour.wire.Problem;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Records as JSON, in and out. Resources take their body as bytes and read it with {@link #read}:
 * an {@code Idempotency-Key} covers the bytes, and a refusal keeps its own sentence that way.
 */
@Provider
@Produces({MediaType.APPLICATION_JSON, Problem.MEDIA_TYPE})
public class JsonBodies implements MessageBodyWriter<Object> {
  /**
   * @throws Refused {@code malformed_json}, {@code bad_message}, {@code bad_text}
   */
  public static <T> T read(byte[] body, Class<T> type) {
    return Refused.orThrow(Envelopes.read(body, type));
  }

  @Override
  public boolean isWriteable(
      Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
    return type.isRecord();
  }

  @Override
  public void writeTo(
      Object value,
      Class<?> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    out.write(Json.mapper().writeValueAsBytes(value));
  }
}

package dev.parlour.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.cfg.MapperConfig;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.AnnotatedClass;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.jsontype.TypeResolverBuilder;
import com.fasterxml.jackson.databind.jsontype.impl.StdTypeResolverBuilder;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.fasterxml.jackson.module.paramnames.ParameterNamesModule;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * The one way in which Parlour writes JSON: on the socket, in REST, in the log and in snapshots.
 * Pure types stay free of annotations, so what a type looks like follows from its shape:
 *
 * <ul>
 *   <li>a record is an object of its components, without those that are null;
 *   <li>a sealed interface is one of its records with {@code "type"}: the record's name with a
 *       small first letter ({@code AnswerAccepted}: {@code "answerAccepted"});
 *   <li>instants are ISO-8601 in UTC, enums their names;
 *   <li>names that a record does not have are refused, and so are numbers where texts belong and
 *       the reverse, and fractions where whole numbers belong.
 * </ul>
 */
public final class Json {
  /** More are never in use at once than there are cores, but for threads that are interrupted. */
  private static final int BUFFERS = 64;

  /** Escaped, so many characters make a text longer by less than a hundred bytes. */
  private static final int FEW = 16;

  private static final ObjectMapper MAPPER = build();

  private Json() {}

  /** Thread-safe; not to be reconfigured. */
  public static ObjectMapper mapper() {
    return MAPPER;
  }

  /**
   * Reads what another node has written, which may be of a later release: a field that is not known
   * is passed over.
   */
  public static ObjectReader ofNodes(Class<?> type) {
    return MAPPER.readerFor(type).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }

  /** The {@code type} of a record in its sealed interface. */
  public static String typeName(Class<?> type) {
    String name = type.getSimpleName();
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  /**
   * The same JSON, with what few characters it has outside of ASCII escaped, so that it can be sent
   * to thousands by copying: a text with a single character outside of Latin-1 takes two bytes for
   * each of its characters in memory, and is encoded character by character for each socket anew.
   * Where there are many of them, as in a quiz in Greek, they stay, since each would take six
   * bytes.
   */
  public static String ascii(String json) {
    int others = 0;
    for (int i = 0; i < json.length(); i++) {
      others += json.charAt(i) >> 7 == 0 ? 0 : 1;
    }
    if (others == 0 || others > FEW + json.length() / 16) {
      return json;
    }
    StringBuilder escaped = new StringBuilder(json.length() + 5 * others);
    int from = 0; // what is in ASCII is copied in one piece
    for (int i = 0; others > 0; i++) {
      char c = json.charAt(i);
      if (c >> 7 != 0) {
        escaped.append(json, from, i).append("\\u").append(HexFormat.of().toHexDigits(c));
        from = i + 1;
        others--;
      }
    }
    return escaped.append(json, from, json.length()).toString();
  }

  private static ObjectMapper build() {
    JsonFactory factory =
        JsonFactory.builder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .build()) // nothing of ours nests deeper, and a hostile text must not recurse
            // A buffer for each thread, as is usual, would be one for each connection's.
            .recyclerPool(JsonRecyclerPools.newBoundedPool(BUFFERS))
            .build();
    return JsonMapper.builder(factory)
        .addModule(new JavaTimeModule())
        .addModule(new Jdk8Module())
        .addModule(new ParameterNamesModule())
        .annotationIntrospector(new SealedTypes())
        .disable(
            SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
            SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
        .withCoercionConfig(
            LogicalType.Textual,
            texts ->
                texts
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
        .enable(
            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
            DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
            DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
            DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
        .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
        .defaultPropertyInclusion(
            JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
        .build();
  }

  /**
   * Takes the subtypes of sealed interfaces from the language, where annotations would otherwise
   * have to repeat them.
   */
  private static final class SealedTypes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1L;

    @Override
    public TypeResolverBuilder<?> findTypeResolver(
        MapperConfig<?> config, AnnotatedClass type, JavaType baseType) {
      Class<?> raw = type.getRawType();
      boolean member =
          raw.isRecord()
              && java.util.Arrays.stream(raw.getInterfaces()).anyMatch(SealedTypes::ours);
      if (!ours(raw) && !member) {
        return super.findTypeResolver(config, type, baseType);
      }
      return new StdTypeResolverBuilder(
          JsonTypeInfo.Value.construct(
              JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "type", null, false, true));
    }

    @Override
    public List<NamedType> findSubtypes(Annotated annotated) {
      if (!(annotated instanceof AnnotatedClass) || !ours(annotated.getRawType())) {
        return super.findSubtypes(annotated);
      }
      List<NamedType> types = new ArrayList<>();
      for (Class<?> permitted : annotated.getRawType().getPermittedSubclasses()) {
        types.add(new NamedType(permitted, typeName(permitted)));
      }
      return types;
    }

    @Override
    public String findTypeName(AnnotatedClass type) {
      return type.getRawType().isRecord() ? typeName(type.getRawType()) : super.findTypeName(type);
    }

    private static boolean ours(Class<?> type) {
      return type.isInterface() && type.isSealed() && type.getName().startsWith("dev.parlour.");
    }
  }
}

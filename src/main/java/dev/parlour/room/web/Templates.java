package dev.parlour.room.web;

import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.util.Map;

/** The compiled templates. Immutable, for all threads. */
final class Templates {
  private final TemplateEngine engine;

  Templates(TemplateEngine engine) {
    this.engine = engine;
  }

  /** Those that the build has compiled. */
  static Templates compiled() {
    return new Templates(TemplateEngine.createPrecompiled(ContentType.Html));
  }

  /** Whether there is one of that name, without its ending. */
  boolean has(String name) {
    return engine.hasTemplate(name + ".jte");
  }

  String render(String name, Map<String, Object> with) {
    StringOutput out = new StringOutput(8192);
    engine.render(name + ".jte", with, out);
    return out.toString();
  }

  /** The template as content for another one; rendered where it is put. */
  Content content(String name, Map<String, Object> with) {
    return out -> engine.render(name + ".jte", with, out);
  }
}

package dev.parlour.http;

import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Application;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The REST interface. It finds the resources of all features by the package that they live in
 * ({@code rest}), so that none of them has to be named here and pages, should they be resources
 * too, stay out of it.
 */
@ApplicationPath("/api")
public class Api extends Application {
  @Override
  public Set<Class<?>> getClasses() {
    Set<Class<?>> classes = new LinkedHashSet<>(Set.of(JsonBodies.class, Problems.class));
    CDI.current().getBeanManager().getBeans(Object.class, Any.Literal.INSTANCE).stream()
        .map(bean -> bean.getBeanClass())
        .filter(c -> c.isAnnotationPresent(Path.class) && c.getPackageName().endsWith(".rest"))
        .forEach(classes::add);
    return classes;
  }
}

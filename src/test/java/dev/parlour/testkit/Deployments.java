package dev.parlour.testkit;

import java.io.File;
import java.net.URISyntaxException;
import org.assertj.core.api.Assertions;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What tests deploy: the WAR that the build has made, no imitation of it. */
public final class Deployments {

  private Deployments() {}

  /** The application as it is delivered. Arquillian adds the test class. */
  public static WebArchive parlour() {
    return ShrinkWrap.createFromZipFile(
        WebArchive.class, new File(System.getProperty("parlour.war", "target/parlour.war")));
  }

  /** The same, with classes that a test needs inside the server, and AssertJ. */
  public static WebArchive parlourWith(Class<?>... classes) {
    return parlour().addClasses(classes).addAsLibraries(archiveOf(Assertions.class));
  }

  private static File archiveOf(Class<?> type) {
    try {
      return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}

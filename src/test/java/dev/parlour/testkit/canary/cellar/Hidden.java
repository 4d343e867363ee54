package dev.parlour.testkit.canary.cellar;

/** Lives in a package that nobody has drawn, and has every technology there. */
class Hidden {
  dev.parlour.testkit.canary.room.store.Anything store;
  jakarta.persistence.EntityManager persistence;
  jakarta.websocket.Session socket;
  jakarta.jms.Message message;
  jakarta.ws.rs.core.Response response;
  jakarta.ejb.Timer timer;
  jakarta.security.enterprise.credential.Credential credential;
  org.flywaydb.core.Flyway migration;
  org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ broker;
}

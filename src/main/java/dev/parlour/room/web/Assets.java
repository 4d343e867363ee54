package dev.parlour.room.web;

/**
 * Addresses of style sheets, modules, fonts and pictures. The version stands in the path, not in
 * the query, so that what a module imports or a style sheet names relative to itself carries it
 * too: everything may be cached for ever and nothing old is mixed with anything new.
 *
 * @param version changes with any of the files
 */
public record Assets(String version) {
  /**
   * @param path below {@code /static}, without a leading slash
   */
  public String address(String path) {
    return "/assets/" + version + "/" + path;
  }
}

package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.toxiproxy.json.Json;
import io.mtlab.simulator.toxiproxy.json.JsonException;
import io.mtlab.simulator.toxiproxy.json.JsonReader;
import io.mtlab.simulator.toxiproxy.json.JsonText;
import io.mtlab.simulator.toxiproxy.metrics.Metrics;
import java.util.ArrayList;
import java.util.List;

/**
 * What each path and method does. The order of the cases is that of Toxiproxy's documentation;
 * {@code faults} are our own.
 */
final class Routes {
  private final Proxies proxies;

  Routes(Proxies proxies) {
    this.proxies = proxies;
  }

  /**
   * Answers one request.
   *
   * @param path decoded, without the query
   * @param browser whether a browser asks: no page may use its reader to reach this API
   */
  Answer answer(String method, String path, boolean browser, byte[] body) {
    String clean = clean(path);
    if (!clean.equals(path)) {
      return Answer.redirect(clean);
    }
    List<String> steps = List.of(path.substring(1).split("/", -1));
    if (steps.contains("")) {
      return Answer.UNKNOWN_PATH;
    }
    if (steps.equals(List.of("metrics")) && proxies.metrics().wanted().any()) {
      return browser
          ? Answer.BROWSER
          : new Answer(200, Metrics.CONTENT_TYPE, proxies.metrics().text(), true, null);
    }
    String allowed = allowed(steps);
    if (allowed.isEmpty()) {
      return Answer.UNKNOWN_PATH;
    }
    if (!List.of(allowed.split(" ", -1)).contains(method)) {
      return Answer.WRONG_METHOD;
    }
    if (browser) {
      return Answer.BROWSER;
    }
    try {
      return matched(method, steps, body);
    } catch (ApiError e) {
      return Answer.error(e);
    }
  }

  /** The methods of a path; empty if nothing is there. */
  private static String allowed(List<String> steps) {
    String first = steps.getFirst();
    boolean list = steps.size() > 2 && List.of("toxics", "faults").contains(steps.get(2));
    return switch (steps.size()) {
      case 1 ->
          switch (first) {
            case "version" -> "GET";
            case "proxies" -> "GET POST";
            case "reset", "populate" -> "POST";
            default -> "";
          };
      case 2 -> first.equals("proxies") ? "GET POST PATCH DELETE" : "";
      case 3 -> first.equals("proxies") && list ? "GET POST" : "";
      case 4 -> first.equals("proxies") && list ? "GET POST PATCH DELETE" : "";
      default -> "";
    };
  }

  private Answer matched(String method, List<String> steps, byte[] body) throws ApiError {
    return switch (steps.getFirst()) {
      case "version" ->
          new Answer(
              200,
              "application/json;charset=utf-8",
              "{\"version\": \"" + ToxiproxyServer.VERSION + "\"}\n",
              true,
              null);
      case "reset" -> {
        proxies.reset();
        yield Answer.NO_CONTENT;
      }
      case "populate" -> populate(body);
      default -> steps.size() == 1 ? list(method, body) : proxy(method, steps, body);
    };
  }

  private Answer list(String method, byte[] body) throws ApiError {
    JsonText text = new JsonText();
    if (method.equals("POST")) {
      proxies.create(ProxyRequest.created(json(body))).writeTo(text);
      return Answer.json(201, text);
    }
    text.beginObject();
    for (Proxy proxy : proxies.all()) {
      text.key(proxy.name());
      proxy.writeTo(text);
    }
    return Answer.json(200, text.endObject());
  }

  private Answer populate(byte[] body) {
    List<Proxy> made = new ArrayList<>();
    JsonText text = new JsonText().beginObject();
    int status = 201;
    try {
      proxies.populate(ProxyRequest.populated(json(body)), made);
    } catch (ApiError e) {
      status = e.status();
      Answer.writeError(e, text);
    }
    text.key("proxies");
    if (made.isEmpty()) {
      text.nothing();
    } else {
      text.beginArray();
      made.forEach(proxy -> proxy.writeTo(text));
      text.endArray();
    }
    return Answer.json(status, text.endObject());
  }

  private Answer proxy(String method, List<String> steps, byte[] body) throws ApiError {
    Proxy proxy = proxies.get(steps.get(1));
    if (steps.size() > 2) {
      boolean toxics = steps.get(2).equals("toxics");
      if (steps.size() == 3) {
        return toxics ? toxics(method, proxy, body) : faults(method, proxy, body);
      }
      String name = steps.get(3);
      return toxics ? toxic(method, proxy, name, body) : fault(method, proxy, name, body);
    }
    if (method.equals("DELETE")) {
      proxies.remove(proxy.name());
      return Answer.NO_CONTENT;
    }
    if (!method.equals("GET")) {
      proxy.update(proxy.request().updated(json(body)));
    }
    JsonText text = new JsonText();
    proxy.writeTo(text);
    return Answer.json(200, text);
  }

  private static Answer toxics(String method, Proxy proxy, byte[] body) throws ApiError {
    JsonText text = new JsonText();
    if (method.equals("POST")) {
      Toxic toxic = Toxic.created(json(body));
      proxy.add(toxic);
      toxic.writeTo(text);
    } else {
      text.beginArray();
      proxy.toxics().forEach(toxic -> toxic.writeTo(text));
      text.endArray();
    }
    return Answer.json(200, text);
  }

  private static Answer toxic(String method, Proxy proxy, String name, byte[] body)
      throws ApiError {
    Toxic toxic = proxy.toxic(name);
    if (method.equals("DELETE")) {
      proxy.remove(toxic);
      return Answer.NO_CONTENT;
    }
    if (!method.equals("GET")) {
      Toxic changed = toxic.updated(json(body));
      proxy.replace(toxic, changed);
      toxic = changed;
    }
    JsonText text = new JsonText();
    toxic.writeTo(text);
    return Answer.json(200, text);
  }

  private static Answer faults(String method, Proxy proxy, byte[] body) throws ApiError {
    JsonText text = new JsonText();
    if (method.equals("POST")) {
      Fault fault = Fault.created(json(body));
      proxy.add(fault);
      fault.writeTo(text);
    } else {
      text.beginArray();
      proxy.faults().forEach(fault -> fault.writeTo(text));
      text.endArray();
    }
    return Answer.json(200, text);
  }

  private static Answer fault(String method, Proxy proxy, String name, byte[] body)
      throws ApiError {
    Fault fault = proxy.fault(name);
    if (method.equals("DELETE")) {
      proxy.remove(fault);
      return Answer.NO_CONTENT;
    }
    if (!method.equals("GET")) {
      Fault changed = fault.updated(json(body));
      proxy.replace(fault, changed);
      fault = changed;
    }
    JsonText text = new JsonText();
    fault.writeTo(text);
    return Answer.json(200, text);
  }

  private static Json json(byte[] body) throws ApiError {
    try {
      return JsonReader.first(body);
    } catch (JsonException e) {
      throw ApiError.badBody(e);
    }
  }

  /** Without empty steps, but with a slash at the end if there was one. */
  private static String clean(String path) {
    List<String> steps = new ArrayList<>();
    for (String step : path.split("/", 0)) {
      if (step.equals("..")) {
        if (!steps.isEmpty()) {
          steps.removeLast();
        }
      } else if (!step.isEmpty() && !step.equals(".")) {
        steps.add(step);
      }
    }
    String joined = "/" + String.join("/", steps);
    return path.endsWith("/") && joined.length() > 1 ? joined + "/" : joined;
  }
}

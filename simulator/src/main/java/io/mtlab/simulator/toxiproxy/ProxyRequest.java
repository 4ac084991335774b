package io.mtlab.simulator.toxiproxy;

import io.mtlab.simulator.toxiproxy.json.Fields;
import io.mtlab.simulator.toxiproxy.json.Json;
import io.mtlab.simulator.toxiproxy.json.JsonException;
import java.util.ArrayList;
import java.util.List;

/**
 * What a request says about a proxy.
 *
 * @param framed whether the proxy looks for MTProto frames
 */
record ProxyRequest(String name, String listen, String upstream, boolean enabled, boolean framed) {
  /** The framing that frame faults need. */
  static final String FRAMED = "mtproto";

  private static final String UNFRAMED = "none";
  private static final ProxyRequest EMPTY = new ProxyRequest("", "", "", true, false);
  private static final String ENTRY_TYPE =
      "struct { toxiproxy.Proxy; Enabled *bool \"json:\\\"enabled\\\"\" }";

  /** A request to make a proxy. */
  static ProxyRequest created(Json body) throws ApiError {
    ProxyRequest request = EMPTY.with(body);
    request.checkComplete("", 0);
    return request;
  }

  /** A request to change this proxy; its name never changes. */
  ProxyRequest updated(Json body) throws ApiError {
    ProxyRequest request = with(body);
    return new ProxyRequest(
        name, request.listen, request.upstream, request.enabled, request.framed);
  }

  /** A request to make many. */
  static List<ProxyRequest> populated(Json body) throws ApiError {
    try {
      List<ProxyRequest> requests = new ArrayList<>();
      List<Json> entries = entries(body);
      for (Json entry : entries) {
        Fields proxy = Fields.of(entry, ENTRY_TYPE, ".Proxy");
        Fields own = Fields.of(entry, ENTRY_TYPE, "");
        boolean enabled = own.bool("enabled", true);
        requests.add(EMPTY.with(proxy, enabled));
        proxy.check();
        own.check();
      }
      for (int i = 0; i < requests.size(); i++) {
        requests.get(i).checkComplete(" at proxy " + (i + 1), entries.get(i).at());
      }
      return requests;
    } catch (JsonException e) {
      throw ApiError.badBody(e);
    }
  }

  /** The objects of such a request, for telling where each stands. */
  static List<Json> entries(Json body) throws JsonException {
    return switch (body) {
      case Json.Array array -> array.values();
      case Json.Null _ -> List.of();
      default ->
          throw new JsonException(
              "json: cannot unmarshal " + body.kind() + " into Go value of type []" + ENTRY_TYPE,
              body.at());
    };
  }

  private ProxyRequest with(Json body) throws ApiError {
    try {
      Fields fields = Fields.of(body, "toxiproxy.Proxy", "Proxy");
      ProxyRequest request = with(fields, fields.bool("enabled", enabled));
      fields.check();
      return request;
    } catch (JsonException e) {
      throw ApiError.badBody(e);
    }
  }

  private ProxyRequest with(Fields fields, boolean newEnabled) throws ApiError {
    return new ProxyRequest(
        fields.text("name", name),
        fields.text("listen", listen),
        fields.text("upstream", upstream),
        newEnabled,
        framed(fields.text("framing", framed ? FRAMED : UNFRAMED)));
  }

  private static boolean framed(String framing) throws ApiError {
    return switch (framing) {
      case FRAMED -> true;
      case UNFRAMED -> false;
      default -> throw new ApiError(400, "framing was invalid, can be either none or mtproto");
    };
  }

  private void checkComplete(String where, int at) throws ApiError {
    if (name.isEmpty()) {
      throw ApiError.missing("name" + where, at);
    }
    if (upstream.isEmpty()) {
      throw ApiError.missing("upstream" + where, at);
    }
  }
}

package io.mtlab.mtproto.rpc;

/**
 * What a client says of itself in {@code initConnection}.
 *
 * @param layer the layer of the schema that it speaks
 * @param apiId the application's number
 * @see <a href="https://core.telegram.org/api/invoking#saving-client-info">saving client info</a>
 */
public record AppInfo(
    int layer,
    int apiId,
    String deviceModel,
    String systemVersion,
    String appVersion,
    String languageCode) {}

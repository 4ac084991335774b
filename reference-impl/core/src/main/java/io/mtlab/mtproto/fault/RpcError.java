package io.mtlab.mtproto.fault;

/**
 * Why a query of the API was not carried out.
 *
 * @param code like a status of HTTP: 400, 401, 403, 404, 406, 420 or 500
 * @param text the name of the error in capitals, such as {@code PHONE_CODE_INVALID}
 * @see <a href="https://core.telegram.org/api/errors">api/errors</a>
 */
public record RpcError(int code, String text) {}

package io.mtlab.mtproto.endpoint.dc;

/** Why a call was made at an endpoint. */
sealed interface Purpose {
  /** The owner wanted it. */
  record Visiting(Visit visit) implements Purpose {}

  /** Home lets the user in at another data centre. */
  record Exporting(int toDc) implements Purpose {}

  /** The other data centre takes what home gave. */
  record Importing() implements Purpose {}
}

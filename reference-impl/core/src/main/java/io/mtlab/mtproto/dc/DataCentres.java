package io.mtlab.mtproto.dc;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Chapter;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.api.Config;
import io.mtlab.mtproto.tl.api.DcOption;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.HelpGetNearestDc;
import io.mtlab.mtproto.tl.api.NearestDc;
import java.util.List;

/** The chapter of data centres. */
public final class DataCentres implements Chapter {
  /** How long a client may use a configuration. */
  private static final long CONFIG_LIFE = Time.HOUR;

  /** Members of the largest supergroup. */
  private static final int MEGAGROUP_MAX = 200_000;

  /** Letters of the longest message. */
  private static final int MESSAGE_MAX = 4096;

  private final DcSettings settings;

  /** Of a server with these settings. */
  public DataCentres(DcSettings settings) {
    this.settings = settings;
  }

  @Override
  public boolean handles(TlMethod<?> method, Call call, long now) {
    switch (method) {
      case HelpGetConfig it -> call.answer(config(now));
      case HelpGetNearestDc it ->
          // ISO 3166 keeps ZZ free: where a client is, this server does not know.
          call.answer(new NearestDc("ZZ", settings.thisDc(), settings.thisDc()));
      default -> {
        return false;
      }
    }
    return true;
  }

  private List<DcOption> options() {
    return settings.addresses().entrySet().stream()
        .map(dc ->
            DcOption.builder()
                .id(dc.getKey())
                .ipv6(dc.getValue().host().indexOf(':') >= 0)
                .ipAddress(dc.getValue().host())
                .port(dc.getValue().port())
                .thisPortOnly(true)
                .build())
        .toList();
  }

  /** What is not named here is 0: this server has no such limit, or no such capability. */
  private Config config(long now) {
    return Config.builder()
        .date((int) (now / Time.SECOND))
        .expires((int) ((now + CONFIG_LIFE) / Time.SECOND))
        .testMode(settings.test())
        .thisDc(settings.thisDc())
        .dcOptions(options())
        .dcTxtDomainName("")
        .chatSizeMax(200)
        .megagroupSizeMax(MEGAGROUP_MAX)
        .forwardedCountMax(100)
        .captionLengthMax(1024)
        .messageLengthMax(MESSAGE_MAX)
        .meUrlPrefix("https://t.me/")
        .webfileDcId(settings.thisDc())
        .build();
  }
}

package io.mtlab.mtproto.dc;

import io.mtlab.mtproto.domain.Call;
import io.mtlab.mtproto.domain.Chapter;
import io.mtlab.mtproto.machine.Time;
import io.mtlab.mtproto.tl.TlMethod;
import io.mtlab.mtproto.tl.api.Config;
import io.mtlab.mtproto.tl.api.DcOption;
import io.mtlab.mtproto.tl.api.HelpAppConfig;
import io.mtlab.mtproto.tl.api.HelpAppConfigNotModified;
import io.mtlab.mtproto.tl.api.HelpAppConfigType;
import io.mtlab.mtproto.tl.api.HelpGetAppConfig;
import io.mtlab.mtproto.tl.api.HelpGetConfig;
import io.mtlab.mtproto.tl.api.HelpGetNearestDc;
import io.mtlab.mtproto.tl.api.JsonObject;
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

  /** Stands for the configuration without entries, the only one that there is; 0 is no hash. */
  private static final int APP_CONFIG_HASH = 1;

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
      case HelpGetAppConfig it -> call.answer(appConfig(it));
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Only a client that named the right hash has something that can be unmodified. */
  private static HelpAppConfigType appConfig(HelpGetAppConfig method) {
    return method.hash() == APP_CONFIG_HASH
        ? new HelpAppConfigNotModified()
        : new HelpAppConfig(APP_CONFIG_HASH, new JsonObject(List.of()));
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

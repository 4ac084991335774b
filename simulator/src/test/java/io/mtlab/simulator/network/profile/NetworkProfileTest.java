package io.mtlab.simulator.network.profile;

import static io.mtlab.simulator.network.Heard.ms;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class NetworkProfileTest {
  @Test
  void parameters_have_units() {
    NetworkProfile profile =
        NetworkProfile.NONE
            .with("delay", "40ms")
            .with("jitter", "1.5 ms")
            .with("rate", "1mbit")
            .with("loss", "2.5%")
            .with("duplicate", "0")
            .with("reorder", "100%");

    assertThat(profile.delay()).isEqualTo(ms(40));
    assertThat(profile.jitter()).isEqualTo(ms(1.5));
    assertThat(profile.rate()).isEqualTo(125_000);
    assertThat(profile.loss()).isEqualTo(0.025);
    assertThat(profile.duplicate()).isZero();
    assertThat(profile.reorder().probability()).isEqualTo(1);
    assertThat(profile.with("rate", "unlimited").rate()).isEqualTo(NetworkProfile.UNLIMITED);
  }

  @Test
  void nonsense_is_refused_with_the_parameters_name() {
    for (String loss : List.of("101%", "-1%", "0.5", "x", "", "1e3%")) {
      assertThatThrownBy(() -> NetworkProfile.NONE.with("loss", loss))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("loss must");
    }
    assertThatThrownBy(() -> NetworkProfile.NONE.with("delay", "40"))
        .hasMessage("delay must have a unit (us, ms, s or min): 40");
    assertThatThrownBy(() -> NetworkProfile.NONE.with("delay", "-40ms"))
        .hasMessageContaining("delay must be a time");
    assertThatThrownBy(() -> NetworkProfile.NONE.with("rate", "0mbit"))
        .hasMessageContaining("rate must be at least 8bit");
    assertThatThrownBy(() -> NetworkProfile.NONE.with("colour", "1%"))
        .hasMessageContaining("delay, jitter, rate, loss, duplicate, reorder");
  }

  @Test
  void presets_have_names_and_sources() {
    assertThat(Presets.names()).contains("none", "wifi", "mobile-4g", "mobile-3g");
    assertThat(Presets.all()).allSatisfy(preset -> assertThat(preset.source()).isNotBlank());
    assertThat(Presets.byName("none")).isEqualTo(NetworkProfile.NONE);
    assertThatThrownBy(() -> Presets.byName("5gg")).hasMessageContaining("mobile-4g");
  }

  @Test
  void usual_names_are_known() {
    assertThat(Presets.names())
        .contains("gprs", "edge", "3g", "4g", "5g", "wifi", "congested-wifi", "satellite")
        .contains("intercontinental", "data-centre", "airplane", "elevator");
    assertThat(Presets.byName("4g")).isEqualTo(Presets.byName("mobile-4g"));
    assertThat(Presets.byName("data-centre")).isEqualTo(Presets.byName("datacentre"));
    assertThat(Presets.byName("airplane").oneWay()).isEqualTo(ms(395));
    assertThat(Presets.byName("airplane").faultsFrames()).isTrue();
    assertThat(Presets.byName("elevator").faults()).hasSize(1);
  }

  @Test
  void mobile_4g_delays_loses_and_reorders() {
    NetworkProfile profile = Presets.byName("mobile-4g");

    assertThat(profile.delay()).isPositive();
    assertThat(profile.jitter()).isPositive();
    assertThat(profile.loss()).isBetween(0.005, 0.02);
    assertThat(profile.reorder().probability()).isBetween(0.005, 0.02);
    assertThat(profile.faultsFrames()).isTrue();
    assertThat(NetworkProfile.NONE.faultsFrames()).isFalse();
  }
}

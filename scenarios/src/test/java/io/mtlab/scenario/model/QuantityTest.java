package io.mtlab.scenario.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QuantityTest {
  @ParameterizedTest
  @CsvSource({
    "COUNT, 200, 200, 200",
    "COUNT, 200_000, 200000, 200000",
    "DURATION, 40ms, 40e6, 40ms",
    "DURATION, 1.5s, 1.5e9, 1.5s",
    "DURATION, 90s, 90e9, 90s",
    "DURATION, 120s, 120e9, 2m",
    "DURATION, 0, 0, 0s",
    "RATE, 90/m, 1.5, 1.5/s",
    "RATE, 25, 25, 25/s",
    "RATE, 36/h, 0.01, 36/h",
    "PERCENT, 0.5%, 0.005, 0.5%",
    "PERCENT, 100 %, 1, 100%",
    "BANDWIDTH, 12mbit/s, 12e6, 12mbit",
    "BANDWIDTH, 512 kbps, 512e3, 512kbit",
    "BANDWIDTH, unlimited, 0, unlimited",
  })
  void a_number_with_its_unit_is_read_and_written(
      Quantity quantity, String text, double value, String canonical) {
    assertThat(quantity.parse(text)).hasValue(value);
    assertThat(quantity.format(value)).isEqualTo(canonical);
    assertThat(quantity.parse(canonical)).hasValue(value);
  }

  @ParameterizedTest
  @CsvSource({
    "COUNT, 1.5",
    "COUNT, -1",
    "COUNT, many",
    "DURATION, 40",
    "DURATION, 5 days",
    "DURATION, -1s",
    "RATE, 5/year",
    "PERCENT, 2",
    "PERCENT, 0.02",
    "BANDWIDTH, 5",
    "BANDWIDTH, 5/s",
  })
  void another_form_is_refused(Quantity quantity, String text) {
    assertThat(quantity.parse(text)).isEmpty();
  }
}

package io.tokenweir.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FixedQuotaTest {
    private static final long HOUR = 3_600_000_000_000L;

    @Test
    void letsTheUseThatCrossesTheLinePassAndRefusesTheNext() {
        FixedQuota quota = new FixedQuota(100, HOUR);
        quota.add(0, 90);
        assertThat(quota.waitNanos(1)).isZero();

        quota.add(10, 50);

        assertThat(quota.waitNanos(10)).isEqualTo(HOUR - 10);
        assertThat(quota.remaining(10)).isZero();
    }

    @Test
    void isRenewedOnePeriodAfterItsFirstUse() {
        FixedQuota quota = new FixedQuota(100, HOUR);
        quota.add(5, 200);

        assertThat(quota.waitNanos(HOUR + 4)).isEqualTo(1);
        assertThat(quota.waitNanos(HOUR + 5)).isZero();
        assertThat(quota.remaining(HOUR + 5)).isEqualTo(100);
    }
}

package io.modelkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelkeep.errors.InvalidRequestException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {

    @Test
    void theFirstPageAsksForNothingInParticular() {
        assertThat(PageRequest.first().size()).isEmpty();
        assertThat(PageRequest.first().token()).isEmpty();
        assertThat(PageRequest.first().limit()).isEmpty();
    }

    @Test
    void eachChangeKeepsTheRest() {
        PageRequest request = PageRequest.first().withSize(7).withToken("t");
        assertThat(request.withSize(8).token()).contains("t");
        assertThat(request.withToken("u").size()).hasValue(7);
        assertThat(PageRequest.first().size()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
    void aSizeBelowOneIsRefused(int size) {
        assertThatThrownBy(() -> PageRequest.first().withSize(size)).isInstanceOf(InvalidRequestException.class);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void aLimitBelowOneIsRefused(long limit) {
        assertThatThrownBy(() -> PageRequest.first().withLimit(limit)).isInstanceOf(InvalidRequestException.class);
    }

    @Test
    void aPageIsNoLongerThanTheLimit() {
        assertThat(PageRequest.first().withLimit(5).size()).hasValue(5);
        assertThat(PageRequest.first().withLimit(5).withSize(4).size()).hasValue(4);
        assertThat(PageRequest.first().withSize(6).withLimit(5).size()).hasValue(5);
        assertThat(PageRequest.first().withLimit(Integer.MAX_VALUE).size()).isEmpty();
        assertThat(PageRequest.first().withLimit(Long.MAX_VALUE).withSize(7).size())
                .hasValue(7);
    }

    @Test
    void theLimitIsKeptByEachChange() {
        PageRequest request = PageRequest.first().withSize(9).withLimit(5);
        assertThat(request.withSize(8).limit()).hasValue(5);
        assertThat(request.withToken("t").limit()).hasValue(5);
        assertThat(request.withLimit(12).size()).hasValue(9);
    }

    @Test
    void theLargestSizeIsAWishLikeAnyOther() {
        assertThat(PageRequest.first().withSize(Integer.MAX_VALUE).size()).hasValue(Integer.MAX_VALUE);
    }

    @ParameterizedTest(name = "{index}")
    @ValueSource(strings = {"", " ", "\n"})
    void aBlankTokenIsRefused(String token) {
        assertThatThrownBy(() -> PageRequest.first().withToken(token))
                .isInstanceOfSatisfying(
                        InvalidRequestException.class,
                        refusal -> assertThat(refusal.statusCode()).isEmpty());
    }

    @Test
    void equalRequestsAreEqual() {
        PageRequest one = PageRequest.first().withSize(7).withToken("t");
        PageRequest same = PageRequest.first().withToken("t").withSize(7);
        assertThat(one).isEqualTo(same).hasSameHashCodeAs(same);
        assertThat(one)
                .isNotEqualTo(one.withSize(8))
                .isNotEqualTo(one.withToken("u"))
                .isNotEqualTo(one.withLimit(8))
                .isNotEqualTo(PageRequest.first().withSize(7))
                .isNotEqualTo("t");
    }

    @Test
    void theTokenIsNotPrinted() {
        assertThat(PageRequest.first().withToken("secret-token")).hasToString("PageRequest[size=maximum, by token]");
    }
}

package io.modelkeep.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The origin is one text for one service, however its base URL is written. */
class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.example.com, https://api.example.com",
        "https://API.example.com:443/v1/, https://api.example.com",
        "https://api.example.com:8443/v1?x, https://api.example.com:8443",
        "http://127.0.0.1:80/a/b, http://127.0.0.1",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://[::1]:8080/v1, http://[::1]:8080",
    })
    void itIsSchemeAndHostAndAnyPortOfOnesOwn(String baseUrl, String origin) {
        try (ServiceClient client =
                TestService.client(URI.create(baseUrl), TestService.config().build())) {
            assertThat(client.origin()).isEqualTo(origin);
        }
    }
}

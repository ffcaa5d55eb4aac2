package io.modelkeep.spi;

import io.modelkeep.config.Secret;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The parsers of the text of settings. The message of an exception is to follow the key's name. */
final class ConfigTypes {

    private static final Pattern NUMBER_WITH_UNIT = Pattern.compile("(\\d{1,18})\\s*([A-Za-z]*)");
    private static final Pattern PLAIN_IPV4 = Pattern.compile("(0|[1-9]\\d{0,2})(\\.(0|[1-9]\\d{0,2})){3}");

    /**
     * The IPv6 form that the HTTP client accepts. Java also accepts an interface after the address, and leading zeros.
     */
    private static final Pattern PLAIN_IPV6 = Pattern.compile("\\[[0-9a-f:]+(?:(?<=:)" + PLAIN_IPV4 + ")?]");

    /**
     * The form of a host that ends in a number. Resolvers read 2852039166, 0xa9fea9fe and 169.0254.169.254 as
     * 169.254.169.254.
     */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)");

    private static final Pattern LEADING_ZEROS = Pattern.compile("(?<![0-9a-f])0+(?=[0-9])");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private static final int MAX_PATH_PART = 256;

    private ConfigTypes() {}

    static String text(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("is blank; give a value or leave the key out");
        }
        if (text.indexOf('\uFFFD') >= 0) {
            throw new IllegalArgumentException(
                    "holds a character that could not be decoded; write it in UTF-8, under a UTF-8 locale such as C.UTF-8");
        }
        return text.strip();
    }

    /**
     * Parses one part of a path. A separator in the name would lead to another path, and an empty name to a wider one.
     */
    static String pathPart(String text) {
        String name = text(text);
        if (name.length() > MAX_PATH_PART
                || name.chars().allMatch(c -> c == '.')
                || name.chars().anyMatch(c -> Character.isISOControl(c) || "/\\%;?#".indexOf(c) >= 0)) {
            throw new IllegalArgumentException(shown(text) + " is not a name of up to " + MAX_PATH_PART
                    + " characters without control characters and without any of / \\ % ; ? #");
        }
        return name;
    }

    static String choice(String text, List<String> allowed) {
        String word = text.strip();
        if (!allowed.contains(word)) {
            throw new IllegalArgumentException(shown(text) + " is not one of " + String.join(", ", allowed));
        }
        return word;
    }

    static Boolean bool(String text) {
        return choice(text.toLowerCase(Locale.ROOT), List.of("true", "false")).equals("true");
    }

    static Integer integer(String text, int least, int most) {
        String digits = text.strip();
        if (!digits.matches("-?\\d{1,9}")) {
            throw new IllegalArgumentException(shown(text) + " is not a whole number");
        }
        int number = Integer.parseInt(digits);
        if (number < least || number > most) {
            throw new IllegalArgumentException(shown(text) + " is not within " + least + " and " + most);
        }
        return number;
    }

    static Duration duration(String text) {
        Matcher matcher = NUMBER_WITH_UNIT.matcher(text.strip());
        long millis = matcher.matches()
                ? switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                    case "ms" -> 1;
                    case "s" -> 1_000;
                    case "m" -> 60_000;
                    case "h" -> 3_600_000;
                    case "d" -> 86_400_000;
                    default -> 0;
                }
                : 0;
        long number = millis == 0 ? 0 : Long.parseLong(matcher.group(1));
        // A year exceeds every sensible wait, and cannot overflow when converted to nanoseconds.
        if (number < 1 || number > Duration.ofDays(365).toMillis() / millis) {
            throw new IllegalArgumentException(
                    shown(text)
                            + " is not a duration above zero and up to a year; write a whole number and ms, s, m, h or d, such as 30s");
        }
        return Duration.ofMillis(number * millis);
    }

    static Long size(String text) {
        Matcher matcher = NUMBER_WITH_UNIT.matcher(text.strip());
        long unit = matcher.matches()
                ? switch (matcher.group(2).toLowerCase(Locale.ROOT)) {
                    case "" -> 1;
                    case "kib" -> 1024;
                    case "mib" -> 1024 * 1024;
                    default -> 0;
                }
                : 0;
        long number = unit == 0 ? 0 : Long.parseLong(matcher.group(1));
        if (number < 1 || number > (1L << 30) / unit) {
            throw new IllegalArgumentException(
                    shown(text)
                            + " is not a size of 1 byte to 1024 MiB; write bytes as a whole number, or with KiB or MiB, such as 8MiB");
        }
        return number * unit;
    }

    static Path file(String text) {
        try {
            Path file = Path.of(text(text));
            InputFile.requireRegular(file);
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException(shown(text) + " is not a file that can be read: no permission");
            }
            return file;
        } catch (InputFile.UnreadableException other) {
            throw new IllegalArgumentException(shown(text) + " is not a file that can be read: " + other.getMessage());
        } catch (InvalidPathException impossible) {
            throw new IllegalArgumentException(shown(text) + " is not a path");
        }
    }

    static Secret secret(String text) {
        try {
            return Secret.of(text);
        } catch (IllegalArgumentException unusable) {
            throw new IllegalArgumentException("cannot be used: " + unusable.getMessage());
        }
    }

    static URI proxy(String text) {
        URI url = url(text, "http://HOST:PORT");
        boolean plain = url.getUserInfo() == null
                && (url.getPath() == null || url.getPath().length() <= 1);
        boolean bare = url.getRawQuery() == null && url.getRawFragment() == null;
        if (!"http".equalsIgnoreCase(url.getScheme()) || url.getPort() < 1 || !plain || !bare) {
            throw new IllegalArgumentException("is not of the form http://HOST:PORT");
        }
        return url;
    }

    static URI baseUrl(String text) {
        URI url = url(text, "https://HOST/PATH");
        // The message below omits the URL, because user info or a query may contain a credential.
        if (url.getRawUserInfo() != null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "must not hold user info, a query or a fragment; give the key in the api-key setting");
        }
        String host = url.getHost().toLowerCase(Locale.ROOT);
        boolean loopback = isLoopback(host);
        if (!"https".equalsIgnoreCase(url.getScheme()) && !("http".equalsIgnoreCase(url.getScheme()) && loopback)) {
            throw new IllegalArgumentException(
                    shown(text)
                            + " must begin with https://; http is allowed on the loopback interface only, for the key travels along");
        }
        if (ENDS_IN_NUMBER.matcher(host).matches() && !PLAIN_IPV4.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    shown(text) + " names its host as a number; write an address as four decimal numbers");
        }
        if (isLinkLocal(host)) {
            throw new IllegalArgumentException(shown(text) + " is a link-local address, where no such service answers");
        }
        if (host.startsWith("[") && !PLAIN_IPV6.matcher(host).matches()) {
            throw new IllegalArgumentException(
                    shown(text) + " is an address that is not read everywhere; leave out interfaces and leading zeros");
        }
        String path = url.getRawPath() == null
                ? ""
                : url.getRawPath().toLowerCase(Locale.ROOT).replace("%2e", ".");
        if (path.contains("..") || path.contains("//")) {
            throw new IllegalArgumentException(shown(text) + " has a path with .. or //; write it out");
        }
        return url;
    }

    private static URI url(String text, String form) {
        try {
            URI url = new URI(text(text));
            if (url.getHost() == null || url.getScheme() == null || url.getPort() == 0 || url.getPort() > 65_535) {
                throw new IllegalArgumentException("is not a URL of the form " + form);
            }
            return url;
        } catch (URISyntaxException wrong) {
            throw new IllegalArgumentException("is not a URL of the form " + form);
        }
    }

    private static boolean isLoopback(String host) {
        return host.equals("localhost")
                || isLoopbackIpv6(host)
                || (IPV4.matcher(host).matches() && host.startsWith("127."));
    }

    private static boolean isLoopbackIpv6(String host) {
        try {
            // An address in brackets is parsed without a name lookup.
            return PLAIN_IPV6.matcher(host).matches()
                    && InetAddress.getByName(host) instanceof Inet6Address address
                    && address.isLoopbackAddress();
        } catch (UnknownHostException none) {
            return false;
        }
    }

    private static boolean isLinkLocal(String written) {
        // Java reads [::ffff:169.0254.1.1] as 169.254.1.1.
        String host = LEADING_ZEROS.matcher(written).replaceAll("");
        if (host.startsWith("[")) {
            return host.matches("\\[fe[89ab][0-9a-f]:.*") || host.contains("169.254.") || host.contains(":a9fe:");
        }
        return host.startsWith("169.254.") && IPV4.matcher(host).matches();
    }

    private static String shown(@Nullable String text) {
        return text == null ? "null" : '"' + SafeText.of(text, 128) + '"';
    }
}

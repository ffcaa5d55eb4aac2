package io.modelkeep.simulator.internal;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The result of reading a JSON value as an integer with the lax mode of pydantic. In this mode "1", 1.0 and true are
 * integers, and 1.5 is not.
 *
 * <p>Source: <a href="https://docs.pydantic.dev/latest/concepts/conversion_table/">conversion table</a>.
 *
 * @param value the integer, or null if the value is not an integer
 * @param problem the error type of pydantic, empty if there is no error
 * @param message the error message of pydantic
 */
record LaxInteger(@Nullable BigInteger value, String problem, String message) {
    private static final Pattern TEXT = Pattern.compile("([+-]?\\d+(?:_\\d+)*)(?:\\.0*)?");

    static LaxInteger of(JsonNode node) {
        if (node.isIntegralNumber()) {
            return good(node.bigIntegerValue());
        }
        if (node.isBoolean()) {
            return good(node.booleanValue() ? BigInteger.ONE : BigInteger.ZERO);
        }
        if (node.isNumber()) {
            return ofDouble(node.doubleValue());
        }
        if (node.isTextual()) {
            return ofText(node.textValue());
        }
        return bad("int_type", "Input should be a valid integer");
    }

    private static LaxInteger ofDouble(double number) {
        if (!Double.isFinite(number)) {
            return bad("finite_number", "Input should be a finite number");
        }
        return number == Math.rint(number)
                ? good(new BigDecimal(number).toBigInteger())
                : bad("int_from_float", "Input should be a valid integer, got a number with a fractional part");
    }

    private static LaxInteger ofText(String text) {
        Matcher digits = TEXT.matcher(text.strip());
        return digits.matches()
                ? good(new BigInteger(digits.group(1).replace("_", "")))
                : bad("int_parsing", "Input should be a valid integer, unable to parse string as an integer");
    }

    private static LaxInteger good(BigInteger value) {
        return new LaxInteger(value, "", "");
    }

    private static LaxInteger bad(String problem, String message) {
        return new LaxInteger(null, problem, message);
    }
}

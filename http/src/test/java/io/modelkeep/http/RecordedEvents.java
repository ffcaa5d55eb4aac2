package io.modelkeep.http;

import io.modelkeep.errors.InvalidRequestException;
import io.modelkeep.errors.StoreException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;

/** All that a failure tells, in whatever way it is printed, taken apart or stored. */
public final class RecordedEvents {

    private RecordedEvents() {}

    public static String everything(StoreException failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        text.append(failure.toMap().toString());
        failure.requestId().ifPresent(text::append);
        if (failure instanceof InvalidRequestException invalid) {
            text.append(invalid.fieldErrors().toString());
        }
        ByteArrayOutputStream serialised = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(serialised)) {
            out.writeObject(failure);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        return text + serialised.toString(StandardCharsets.ISO_8859_1);
    }
}

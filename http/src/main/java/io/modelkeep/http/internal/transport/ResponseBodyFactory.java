package io.modelkeep.http.internal.transport;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.modelkeep.http.call.EmptyAnswer;
import io.modelkeep.http.internal.json.LazyMapper;
import io.modelkeep.http.json.BodyReader;
import io.modelkeep.http.json.JsonReader;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.List;
import okhttp3.RequestBody;
import okhttp3.ResponseBody;
import org.jspecify.annotations.Nullable;
import retrofit2.Converter;
import retrofit2.Retrofit;
import retrofit2.converter.jackson.JacksonConverterFactory;

/**
 * A converter factory that uses the reader of a body, if there is one, and otherwise databind. The databind mapper is
 * created on first use. Thread-safe.
 */
public final class ResponseBodyFactory extends Converter.Factory {

    private final JsonFactory factory;
    private final LazyMapper mapper;
    private final List<BodyReader<?>> readers;

    public ResponseBodyFactory(JsonFactory factory, LazyMapper mapper, List<BodyReader<?>> readers) {
        this.factory = factory;
        this.mapper = mapper;
        this.readers = readers;
    }

    @Override
    public @Nullable Converter<ResponseBody, ?> responseBodyConverter(
            Type type, Annotation[] annotations, Retrofit retrofit) {
        for (BodyReader<?> reader : readers) {
            if (reader.type() == type) {
                return body -> read(body, reader);
            }
        }
        return type == EmptyAnswer.class
                ? ResponseBodyFactory::readEmpty
                : databind().responseBodyConverter(type, annotations, retrofit);
    }

    private static EmptyAnswer readEmpty(ResponseBody body) throws IOException {
        try (body) {
            if (!body.source().exhausted()) {
                throw new JsonReader.DamageException("the answer has a body, and none is documented");
            }
            return EmptyAnswer.EMPTY;
        }
    }

    @Override
    public @Nullable Converter<?, RequestBody> requestBodyConverter(
            Type type, Annotation[] parameter, Annotation[] method, Retrofit retrofit) {
        return databind().requestBodyConverter(type, parameter, method, retrofit);
    }

    private <T> T read(ResponseBody body, BodyReader<T> reader) throws IOException {
        try (body;
                JsonParser parser = factory.createParser(body.byteStream())) {
            JsonReader json = new JsonReader(parser);
            json.begin();
            T read = reader.reading().read(json);
            json.end();
            return read;
        }
    }

    private JacksonConverterFactory databind() {
        return JacksonConverterFactory.create(mapper.get());
    }
}

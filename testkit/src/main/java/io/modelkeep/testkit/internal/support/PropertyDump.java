package io.modelkeep.testkit.internal.support;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A reader of everything that a generic JSON mapper finds in an object: properties, record components, public fields.
 */
public final class PropertyDump {

    private static final int DEPTH = 8;

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final StringBuilder text = new StringBuilder();

    private PropertyDump() {}

    /** Returns all texts that are found, one per line. */
    public static String text(Object root) {
        PropertyDump beans = new PropertyDump();
        beans.read(root, DEPTH);
        return beans.text.toString();
    }

    private void read(Object value, int depth) {
        if (value instanceof CharSequence || value instanceof Number || value instanceof Enum<?>) {
            text.append(value).append('\n');
        } else if (depth > 0 && seen.add(value)) {
            if (value instanceof Map<?, ?> map) {
                map.forEach((key, inner) -> {
                    read(String.valueOf(key), depth);
                    readAny(inner, depth);
                });
            } else if (value instanceof Iterable<?> all) {
                all.forEach(inner -> readAny(inner, depth));
            } else if (value instanceof Optional<?> optional) {
                optional.ifPresent(inner -> readAny(inner, depth));
            } else if (value instanceof Object[] all) {
                Arrays.asList(all).forEach(inner -> readAny(inner, depth));
            } else {
                readProperties(value, depth);
            }
        }
    }

    private void readAny(Object value, int depth) {
        if (value != null) {
            read(value, depth - 1);
        }
    }

    private void readProperties(Object bean, int depth) {
        for (Method method : bean.getClass().getMethods()) {
            if (method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()) && isRead(bean, method)) {
                readAny(value(bean, method), depth);
            }
        }
        for (Field field : bean.getClass().getFields()) {
            if (!Modifier.isStatic(field.getModifiers())) {
                readAny(value(bean, field), depth);
            }
        }
    }

    private static boolean isRead(Object bean, Method method) {
        if (bean instanceof Record) {
            return Arrays.stream(bean.getClass().getRecordComponents())
                    .map(RecordComponent::getName)
                    .anyMatch(method.getName()::equals);
        }
        return method.getName().matches("(get|is)[A-Z].*") && !method.getName().equals("getClass");
    }

    private static Object value(Object bean, Method method) {
        try {
            if (!method.canAccess(bean) && !method.trySetAccessible()) {
                return "";
            }
            return method.invoke(bean);
        } catch (IllegalAccessException | InvocationTargetException unreadable) {
            return "";
        }
    }

    private static Object value(Object bean, Field field) {
        try {
            return field.canAccess(bean) ? field.get(bean) : "";
        } catch (IllegalAccessException unreadable) {
            return "";
        }
    }
}

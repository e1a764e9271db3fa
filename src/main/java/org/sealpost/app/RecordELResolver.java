package org.sealpost.app;

import jakarta.el.ELContext;
import jakarta.el.ELException;
import jakarta.el.ELResolver;
import jakarta.el.PropertyNotFoundException;
import jakarta.el.PropertyNotWritableException;
import jakarta.persistence.Entity;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Lets pages write {@code #{row.subject}} for the accessor {@code subject()} of a record or an entity. An
 * {@link Optional} is opened: its value, or null. Nothing can be written this way.
 */
public class RecordELResolver extends ELResolver {

    private record Accessor(Class<?> type, String name) { }

    private final Map<Accessor, Method> methods = new ConcurrentHashMap<>();

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        if (!reads(base, property)) {
            return null;
        }
        context.setPropertyResolved(base, property);
        try {
            Object value = method(base, property).invoke(base);
            return value instanceof Optional<?> optional ? optional.orElse(null) : value;
        } catch (ReflectiveOperationException e) {
            throw new ELException(e);
        }
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        if (reads(base, property)) {
            context.setPropertyResolved(base, property);
        }
        return null;
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        if (!reads(base, property)) {
            return false;
        }
        context.setPropertyResolved(base, property);
        return true;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        if (reads(base, property)) {
            throw new PropertyNotWritableException(base.getClass().getName() + "." + property);
        }
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return reads(base, "") ? String.class : null;
    }

    private static boolean reads(Object base, Object property) {
        return property instanceof String
                && (base instanceof Record || base != null && base.getClass().isAnnotationPresent(Entity.class));
    }

    private Method method(Object base, Object property) {
        return methods.computeIfAbsent(new Accessor(base.getClass(), (String) property), RecordELResolver::accessor);
    }

    private static Method accessor(Accessor wanted) {
        try {
            Method method = wanted.type().getMethod(wanted.name());
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new PropertyNotFoundException(wanted.type().getName() + "." + wanted.name());
        }
    }
}

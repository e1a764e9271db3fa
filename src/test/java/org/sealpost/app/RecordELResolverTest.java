package org.sealpost.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.el.ELContext;
import jakarta.el.ELResolver;
import jakarta.el.FunctionMapper;
import jakarta.el.PropertyNotFoundException;
import jakarta.el.VariableMapper;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RecordELResolverTest {

    record Row(String subject, Optional<String> note) { }

    private final RecordELResolver resolver = new RecordELResolver();
    private final ELContext context = new ELContext() {
        @Override
        public ELResolver getELResolver() {
            return resolver;
        }

        @Override
        public FunctionMapper getFunctionMapper() {
            return null;
        }

        @Override
        public VariableMapper getVariableMapper() {
            return null;
        }
    };

    @Test
    void accessorsOfRecordsAreRead() {
        assertEquals("Hello", resolver.getValue(context, new Row("Hello", Optional.empty()), "subject"));
        assertTrue(context.isPropertyResolved());
    }

    @Test
    void anOptionalIsOpened() {
        assertEquals("n", resolver.getValue(context, new Row("s", Optional.of("n")), "note"));
        assertNull(resolver.getValue(context, new Row("s", Optional.empty()), "note"));
    }

    @Test
    void whatIsNoRecordIsLeftToOthers() {
        assertNull(resolver.getValue(context, "text", "length"));
        assertFalse(context.isPropertyResolved());
    }

    @Test
    void anUnknownNameIsAnError() {
        assertThrows(PropertyNotFoundException.class,
                () -> resolver.getValue(context, new Row("s", Optional.empty()), "sbuject"));
    }
}

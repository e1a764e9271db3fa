package org.sealpost.web;

import jakarta.faces.context.ExceptionHandler;
import jakarta.faces.context.ExceptionHandlerFactory;

/** Named in faces-config.xml; it makes our handler for each request. */
public class MishapHandlerFactory extends ExceptionHandlerFactory {

    public MishapHandlerFactory(ExceptionHandlerFactory wrapped) {
        super(wrapped);
    }

    @Override
    public ExceptionHandler getExceptionHandler() {
        return new MishapHandler(getWrapped().getExceptionHandler());
    }
}

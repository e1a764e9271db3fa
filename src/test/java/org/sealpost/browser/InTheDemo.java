package org.sealpost.browser;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.sealpost.testing.RunningDemo;

/** Tests in front of the demo that all of them share, each class with a browser of its own. */
class InTheDemo {

    static RunningDemo demo;
    static Chromium chromium;

    @BeforeAll
    static void start() {
        demo = RunningDemo.shared();
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }
}

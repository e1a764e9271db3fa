/** Floor 9: the composition root: configuration, assembly, health. */
package org.sealpost.app;

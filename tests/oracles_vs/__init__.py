"""The oracles against kaohe: both judge the same generated rows, and every figure is compared."""

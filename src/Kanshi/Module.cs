// Buffers on the stack are written before they are read; clearing them first costs as much as reading a short event does.
[module: System.Runtime.CompilerServices.SkipLocalsInit]

namespace PingOneScenarios.Emulator;

/// <summary>The emulator could not take its port; the message is written for the person who asked for it.</summary>
internal sealed class EmulatorStartException(string message, Exception? cause = null) : Exception(message, cause);

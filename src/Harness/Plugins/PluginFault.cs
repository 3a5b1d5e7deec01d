using System.Diagnostics;
using System.Runtime.Loader;

namespace VisEval.Harness.Plugins;

/// <summary>Whose fault an exception is.</summary>
internal static class PluginFault
{
    /// <summary>The file of the plug-in whose code was at work when it, or what stands behind it, was thrown; null where none
    /// was.</summary>
    public static string? FileOf(Exception error) =>
        Own(error) ?? (error.InnerException is { } inner ? FileOf(inner) : null);

    private static string? Own(Exception error) => new StackTrace(error).GetFrames()
        .Select(frame => frame.GetMethod()?.Module.Assembly).OfType<System.Reflection.Assembly>()
        .Select(assembly => AssemblyLoadContext.GetLoadContext(assembly)).OfType<PluginContext>().FirstOrDefault()?.Name;
}

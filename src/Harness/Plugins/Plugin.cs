using System.Reflection;

namespace VisEval.Harness.Plugins;

/// <summary>A plug-in that was loaded.</summary>
/// <param name="Info">What it is.</param>
/// <param name="Assembly">Its code.</param>
/// <param name="Units">The types that are units.</param>
internal sealed record Plugin(PluginInfo Info, Assembly Assembly, IReadOnlyList<Type> Units);

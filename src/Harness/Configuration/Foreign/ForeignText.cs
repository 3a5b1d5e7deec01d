using System.Globalization;
using VisEval.Core;
using VisEval.Harness.Input;
using VisEval.Harness.Results;

namespace VisEval.Harness.Configuration.Foreign;

/// <summary>Reads from files what a run takes from other tools.</summary>
internal static class ForeignText
{
    private static readonly Dictionary<string, ChannelReduction> Reductions =
        Enum.GetValues<ChannelReduction>().ToDictionary(r => Kebab.From(r.ToString()));

    /// <summary>From a configuration: <c>"maps": ["NAME=DIR"]</c>, <c>"externals": ["NAME=COMMAND"]</c>, <c>"externalTime": "10m"</c>,
    /// <c>"externalServe": true</c>, <c>"channels": "sum"</c>.</summary>
    public static ForeignChoice Read(JsonFields fields)
    {
        JsonValue? Field(string name, string member) => fields.As(name, typeof(ForeignChoice), member).Optional(name);
        return new ForeignChoice(
            Field("maps", nameof(ForeignChoice.Maps))?.List(v => v.Text()) ?? [],
            Field("externals", nameof(ForeignChoice.Externals))?.List(v => v.Text()) ?? [])
        {
            Channels = Field("channels", nameof(ForeignChoice.Channels))?.Choice(Reductions) ?? ChannelReduction.Sum,
            Limit = Field("externalTime", nameof(ForeignChoice.Limit))?.Text(),
            Serves = Field("externalServe", nameof(ForeignChoice.Serves))?.Flag() ?? false,
        };
    }

    /// <summary>From the description of a run, which is repeated.</summary>
    public static ForeignChoice Repeat(RunInfo info)
    {
        List<ChannelReduction> channels =
            [.. (info.Maps ?? []).Select(m => m.Channels).Concat((info.Externals ?? []).Select(e => e.Channels)).Distinct()];
        return new ForeignChoice(
            [.. (info.Maps ?? []).Select(m => $"{ForeignKey.NameOf(m.Key)}={m.Path}")],
            [.. (info.Externals ?? []).Select(e => $"{ForeignKey.NameOf(e.Key)}={e.Command}")])
        {
            Channels = channels.FirstOrDefault(),
            Limit = info.Externals?.Max(e => e.LimitSeconds).ToString(CultureInfo.InvariantCulture) is { } seconds ? $"{seconds}s" : null,
            Serves = info.Externals?.Any(e => e.Serves) ?? false,
        };
    }
}

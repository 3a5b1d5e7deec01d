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
        fields.As("maps", typeof(ForeignChoice), nameof(ForeignChoice.Maps))
            .As("externals", typeof(ForeignChoice), nameof(ForeignChoice.Externals))
            .As("channels", typeof(ForeignChoice), nameof(ForeignChoice.Channels))
            .As("externalTime", typeof(ForeignChoice), nameof(ForeignChoice.Limit))
            .As("externalServe", typeof(ForeignChoice), nameof(ForeignChoice.Serves));
        return new ForeignChoice(
            fields.Optional("maps")?.List(v => v.Text()) ?? [], fields.Optional("externals")?.List(v => v.Text()) ?? [])
        {
            Channels = fields.Optional("channels")?.Choice(Reductions) ?? ChannelReduction.Sum,
            Limit = fields.Optional("externalTime")?.Text(),
            Serves = fields.Optional("externalServe")?.Flag() ?? false,
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

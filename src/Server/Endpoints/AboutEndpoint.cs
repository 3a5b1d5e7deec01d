using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VisEval.Core;
using VisEval.Methods;
using VisEval.Server.Content;
using VisEval.Server.Serving;

namespace VisEval.Server.Endpoints;

/// <summary><c>GET /api/about</c>: the networks, runs, baselines and methods that can be chosen.</summary>
internal static class AboutEndpoint
{
    /// <summary>Adds it.</summary>
    public static void Map(IEndpointRouteBuilder routes, Served served)
    {
        var methods = served.Catalogues.Methods;
        var about = new
        {
            Networks = served.Networks.Select((n, id) => Of(n, id, served.Names)).ToList(),
            Runs = served.Runs.Select((r, id) => new { Id = id, r.Name }).ToList(),
            Comparable = served.Comparable.Select((r, id) => new { Id = id, r.Name, IsBaseline = id >= served.Runs.Count }).ToList(),
            Policy = served.Policy?.Name,
            Methods = methods.Entries.Concat(methods.Wrappers).Select(Of).ToList(),
            Upload = new { Upload.MostBytes, Upload.TooLarge },
        };
        routes.MapGet("/api/about", (HttpContext http) => Reply.Send(http, about));
    }

    private static object Of(ServedNetwork served, int id, PathNames names)
    {
        var (network, model) = (served.Network, served.Network.Model);
        return new
        {
            Id = id,
            served.Name,
            Classes = model.ClassCount,
            Names = model.Network.ClassNames,
            Input = $"{model.Input.Channels}×{model.Input.Height}×{model.Input.Width}",
            Remarks = names.In(network.Remarks),
        };
    }

    private static object Of(CatalogueEntry entry) => new
    {
        entry.Name,
        entry.Family,
        entry.Paper,
        Plugin = entry.Type.Assembly == typeof(IAttributionMethod).Assembly ? null : entry.Type.Assembly.GetName().Name,
        Around = entry.IsWrapper,
        Dialects = entry.Dialects.Keys,
        Options = entry.Options.Select(o => new
        {
            o.Name,
            Default = o.Default is null ? null : OptionInfo.Format(o.Default),
            o.Allowed,
            o.About,
        }),
    };
}

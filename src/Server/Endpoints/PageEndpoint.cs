using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace VisEval.Server.Endpoints;

/// <summary>The page, its style and its scripts: what is built into the program.</summary>
internal static class PageEndpoint
{
    private const string First = "index.html";

    private static readonly Dictionary<string, string> Kinds = new()
    {
        [".html"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
    };

    /// <summary>Adds it.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        var assembly = typeof(PageEndpoint).Assembly;
        foreach (var file in assembly.GetManifestResourceNames())
            routes.MapGet(file == First ? "/" : $"/{file}", async (HttpContext http) =>
            {
                http.Response.ContentType = Kinds[Path.GetExtension(file)];
                await using var content = assembly.GetManifestResourceStream(file)!;
                await content.CopyToAsync(http.Response.Body, http.RequestAborted);
            });
    }
}

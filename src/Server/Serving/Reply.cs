using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace VisEval.Server.Serving;

/// <summary>Answers in JSON.</summary>
internal static class Reply
{
    // A score may be infinite; JSON has no number for that.
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) },
    };

    /// <summary>Sends an object.</summary>
    public static Task Send<T>(HttpContext http, T content) => http.Response.WriteAsJsonAsync(content, Options, http.RequestAborted);

    /// <summary>Sends what is wrong: <c>{"errors": […]}</c>, sentences for a person.</summary>
    public static Task Errors(HttpContext http, int status, IReadOnlyList<string> sentences)
    {
        http.Response.StatusCode = status;
        return Send(http, new { Errors = sentences });
    }
}

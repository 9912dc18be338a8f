using IdentitySdk.Okta;
using Microsoft.AspNetCore.Mvc;

namespace IdentitySdk.Tests.Hosts;

/// <summary>A host's controller that returns the users it receives.</summary>
[ApiController]
[Route("mvc")]
public sealed class UsersController : ControllerBase
{
    [HttpPatch]
    public ActionResult<User> Patch(User body) => body;

    [HttpPut]
    public ActionResult<List<OneLogin.User>> Put(List<OneLogin.User> body) => body;
}

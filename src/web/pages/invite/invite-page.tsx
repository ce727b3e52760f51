import './invite.css';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { LoadedState } from '../../ui/states.tsx';
import { Door } from '../sign-in/door.tsx';
import { useLinkSecret } from '../sign-in/link-secret.ts';
import { EndedBox, FullBox, UnknownBox } from './ended-boxes.tsx';
import { type InviteInfo, inviteQuery } from './invite-query.ts';
import { JoinBox } from './join-box.tsx';
import { MemberBox, WrongAccountBox } from './other-boxes.tsx';
import { SignInBox } from './sign-in-box.tsx';
import { SignUpBox } from './sign-up-box.tsx';

interface InviteProps {
  info: InviteInfo;
  secret: string;
  onRetry: () => void;
}

/** The one box that fits the link and who opens it. */
function Invite({ info, secret, onRetry }: InviteProps) {
  const [isNew, setNew] = useState(false);
  const { caller } = info;
  if (info.active && caller && !caller.admitted) return <WrongAccountBox info={info} secret={secret} />;
  if (caller?.member) return <MemberBox info={info} />;
  if (!info.active) return <EndedBox info={info} />;
  if (info.full) return <FullBox info={info} onRetry={onRetry} />;
  if (caller) return <JoinBox info={info} secret={secret} />;
  return isNew ? (
    <SignUpBox info={info} secret={secret} onBack={() => setNew(false)} />
  ) : (
    <SignInBox info={info} secret={secret} onNew={() => setNew(true)} />
  );
}

/** Where an invitation's link leads. Opening it uses nothing up; only joining does. */
export function InvitePage() {
  const secret = useLinkSecret();
  const query = useQuery(inviteQuery(secret));
  return (
    <Door title="Invitation" wide>
      <LoadedState query={query} what="the invitation">
        {(info) =>
          info ? (
            <Invite key={secret} info={info} secret={secret} onRetry={() => void query.refetch()} />
          ) : (
            <UnknownBox />
          )
        }
      </LoadedState>
    </Door>
  );
}
